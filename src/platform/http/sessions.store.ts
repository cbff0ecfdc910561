import type { SessionStore } from '@fastify/session';
import { Injectable } from '@nestjs/common';
import type { Session } from 'fastify';
import { hashToken } from '#platform/crypto';
import { Database } from '#platform/database';

type Callback = (error?: unknown) => void;
type Found = (error: unknown, session?: Session | null) => void;

export const SESSION_MS = 12 * 3_600_000;

/**
 * Sessions live in the database, so that they can be ended from anywhere; it holds only a hash of their id.
 * They last by the database's own time: moving the sandbox's clock signs nobody out.
 */
@Injectable()
export class Sessions implements SessionStore {
  constructor(private readonly db: Database) {}

  set(id: string, session: Session, done: Callback): void {
    const { userId } = session as { userId?: string };
    settle(
      this.db.query(
        `insert into session (id_hash, user_id, data, expires_at) values ($1, $2, $3, now() + make_interval(secs => $4))
         on conflict (id_hash) do update set user_id = excluded.user_id, data = excluded.data, expires_at = excluded.expires_at`,
        [hashToken(id), userId ?? null, JSON.stringify(session), SESSION_MS / 1_000],
      ),
      done,
    );
  }

  get(id: string, done: Found): void {
    this.db
      .query<{ data: Session }>('select data from session where id_hash = $1 and expires_at > now()', [hashToken(id)])
      .then(([row]) => done(null, row?.data ?? null), done);
  }

  destroy(id: string, done: Callback): void {
    settle(this.db.query('delete from session where id_hash = $1', [hashToken(id)]), done);
  }

  /** Signs a person out everywhere: their password changed, or their access ended. */
  async endAllOf(user: string): Promise<void> {
    await this.db.query('delete from session where user_id = $1', [user]);
  }
}

function settle(work: Promise<unknown>, done: Callback): void {
  work.then(() => done(), done);
}
