import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { actors, Facts } from '#platform/facts';
import { RateLimits } from '#platform/http';
import { Passwords } from './passwords.service.ts';
import { UsersRepository } from './users.repository.ts';

const PER_ADDRESS = { points: 50, seconds: 15 * 60 };
const PER_ACCOUNT = { points: 10, seconds: 15 * 60 };

@Injectable()
export class SignIn {
  constructor(
    private readonly limits: RateLimits,
    private readonly users: UsersRepository,
    private readonly passwords: Passwords,
    private readonly facts: Facts,
  ) {}

  /**
   * Id of the person, or null when address and password do not belong together. Nothing tells whether the account exists:
   * neither the answer, nor its time, nor the limit, which counts unknown accounts too.
   * @throws Problem 429 after too many attempts from one address, or at one account.
   */
  async attempt(email: string, password: string, from: string): Promise<string | null> {
    const account = createHash('sha256').update(email.toLowerCase()).digest('base64url');
    await this.limits.take('sign-in from', from, PER_ADDRESS);
    await this.limits.take('sign-in as', account, PER_ACCOUNT);
    const user = await this.users.byEmail(email);
    const right = await this.passwords.matches(user?.passwordHash ?? null, password);
    if (!user?.active || !right) {
      if (user) await actors.as('system', () => this.facts.record(refused(user.id)));
      return null;
    }
    await this.limits.giveBack('sign-in from', from);
    await this.limits.giveBack('sign-in as', account);
    await actors.as(`user:${user.id}`, () => this.facts.record({ name: 'user.signed-in', subject: user.id, data: {} }));
    return user.id;
  }
}

function refused(subject: string) {
  return { name: 'user.sign-in-failed' as const, subject, data: {} };
}
