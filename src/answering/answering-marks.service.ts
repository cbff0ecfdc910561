import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Clock } from '#platform/clock';
import { Vault } from '#platform/crypto';
import { Problem } from '#platform/http';
import { personOrMachine } from '#responses';
import type { Sighting } from './answering-links.service.ts';
import { textField, type FormBody } from './rules/read-form.ts';
import { sightingOf } from './rules/sighting.ts';

type Asking = Pick<FastifyRequest, 'method' | 'headers'>;

/**
 * Every form carries when it was given, and to what kind of client, signed: without any script it tells how long somebody had
 * the page, and that whoever posts it is who fetched it. Names nobody: the client is a few letters of a digest of its own name.
 */
@Injectable()
export class AnsweringMarksService {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** For a hidden field of the page at this token. */
  give(token: string, request: Pick<FastifyRequest, 'headers'>): string {
    const said = `${this.clock.now().getTime().toString(36)}.${clientOf(request)}`;
    return `${said}.${this.#sign(token, said)}`;
  }

  /** Seconds since this client was given the page; null when the mark is missing, altered, or was given to another. */
  secondsSince(token: string, mark: string, request: Pick<FastifyRequest, 'headers'>): number | null {
    const [at = '', client = '', signature = ''] = mark.split('.');
    if (client !== clientOf(request) || !isEqual(signature, this.#sign(token, `${at}.${client}`))) return null;
    const seconds = (this.clock.now().getTime() - Number.parseInt(at, 36)) / 1000;
    return seconds >= 0 ? seconds : null;
  }

  /** Who sends a form of the page at this token. */
  sighted(token: string, body: FormBody, request: Asking): Sighting {
    return sightingOf(request, {
      honeypot: textField(body['_website']),
      seen: textField(body['_seen']),
      mark: textField(body['_at']),
      secondsSinceGiven: this.secondsSince(token, textField(body['_at']), request),
    });
  }

  /** For what is more than an answer: whoever does it was given the page, and had time to read it. @throws Problem 403 */
  requirePerson(token: string, body: FormBody, request: Asking): void {
    const origin = { ...this.sighted(token, body, request), via: 'web' as const, secondsSinceSent: null };
    const { label } = personOrMachine(origin, { value: '', stands: false, overwrites: false }, []);
    if (label === 'machine' || (origin.secondsSinceGiven ?? null) === null)
      throw new Problem(403, 'not-a-person', 'Nobody seems to have read the page that this was sent from.');
  }

  #sign(token: string, said: string): string {
    return this.vault.sign(`page ${token} ${said}`);
  }
}

function clientOf({ headers }: Pick<FastifyRequest, 'headers'>): string {
  return createHash('sha256')
    .update(headers['user-agent'] ?? '')
    .digest('base64url')
    .slice(0, 6);
}

function isEqual(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one.padEnd(other.length)), Buffer.from(other));
}
