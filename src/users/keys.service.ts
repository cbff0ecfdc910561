import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Clock } from '#platform/clock';
import { hashToken, newToken } from '#platform/crypto';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { Problem, type Scope } from '#platform/http';
import { KeysRepository } from './keys.repository.ts';

export interface Key {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

/** Keys of programs. Only a hash is kept: a key is shown once, when it is made. */
@Injectable()
export class KeysService {
  constructor(
    private readonly db: Database,
    private readonly repository: KeysRepository,
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<Key[]> {
    return (await this.repository.list()).map(({ id, name, scopes, createdAt, revokedAt }) => ({
      id,
      name,
      scopes,
      createdAt,
      revokedAt,
    }));
  }

  /** The key itself: nobody can read it again. */
  async create({ name, scopes }: { name: string; scopes: readonly Scope[] }): Promise<string> {
    const key = `cf_${newToken()}${newToken()}`;
    await this.keep(key, { name, scopes });
    return key;
  }

  /** Keeps a key made elsewhere. One that is known already, revoked or not, stays as it is. */
  async keep(key: string, { name, scopes }: { name: string; scopes: readonly Scope[] }): Promise<void> {
    const id = v7();
    await this.db.transaction(async () => {
      const row = { id, name, keyHash: hashToken(key), scopes: [...scopes], createdAt: this.clock.now() };
      if (!(await this.repository.insert(row))) return;
      await this.facts.record({ name: 'key.created', subject: id, data: { scopes: [...scopes] } });
    });
  }

  async revoke(id: string): Promise<void> {
    await this.db.transaction(async () => {
      if (!(await this.repository.revoke(id, this.clock.now()))) throw Problem.notFound('key in use', id);
      await this.facts.record({ name: 'key.revoked', subject: id, data: {} });
    });
  }
}
