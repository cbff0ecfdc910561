import { Injectable } from '@nestjs/common';
import argon2 from 'argon2';
import { newToken } from '#platform/crypto';

/** OWASP password storage: argon2id with 19 MiB, two passes, one lane. */
const COST = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

@Injectable()
export class Passwords {
  /** What nobody's password hashes to: an unknown account takes as long as a known one. */
  readonly #nobody = argon2.hash(newToken(), COST);

  hash(password: string): Promise<string> {
    return argon2.hash(password, COST);
  }

  async matches(hash: string | null, password: string): Promise<boolean> {
    const right = await argon2.verify(hash ?? (await this.#nobody), password);
    return right && hash !== null;
  }
}
