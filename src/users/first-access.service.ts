import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG, type Config } from '#platform/config';
import { KeysService } from './keys.service.ts';
import { UsersService } from './users.service.ts';

/** Somebody must be able to enter first: the administrator and the key that the environment names. */
@Injectable()
export class FirstAccess implements OnApplicationBootstrap {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'admin' | 'apiKey'>,
    private readonly users: UsersService,
    private readonly keys: KeysService,
  ) {}

  /** Later starts change nothing: by then the account is its owner's, and a revoked key stays revoked. */
  async onApplicationBootstrap(): Promise<void> {
    const { admin, apiKey } = this.config;
    if (admin && !(await this.users.byEmail(admin.email)))
      await this.users.add({ ...admin, name: admin.email.split('@')[0] ?? admin.email, role: 'admin' });
    if (apiKey) await this.keys.keep(apiKey, { name: 'API_KEY', scopes: ['admin'] });
  }
}
