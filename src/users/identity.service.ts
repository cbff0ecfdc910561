import { Injectable } from '@nestjs/common';
import { hashToken } from '#platform/crypto';
import { Problem, type Identity, type Principal } from '#platform/http';
import { IdentityRepository } from './identity.repository.ts';

const BEARER = /^Bearer +([\x21-\x7e]{1,200}) *$/i;

@Injectable()
export class IdentityService implements Identity {
  constructor(private readonly repository: IdentityRepository) {}

  async ofKey(authorization: string): Promise<Principal> {
    const key = BEARER.exec(authorization)?.[1];
    const principal = key === undefined ? null : await this.repository.key(hashToken(key));
    if (!principal) throw new Problem(401, 'unknown-key', 'This key is unknown or was revoked.');
    return principal;
  }

  ofUser(id: string): Promise<Principal | null> {
    return this.repository.user(id);
  }
}
