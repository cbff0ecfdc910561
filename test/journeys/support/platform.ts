import { randomBytes } from 'node:crypto';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock } from '#platform/clock';
import { FactRelay } from '#platform/facts';
import type { UserRole } from '#platform/http';
import { Settling } from '#platform/queue';
import { UsersService } from '#users';
import { main } from '../../../src/main.ts';
import { createTestDatabase } from '../../support/database.ts';
import { freePort } from '../../support/network.ts';
import { Visitor } from './visitor.ts';

export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface CallOptions {
  /** A key; null calls without one. The key with every scope when left out. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The whole program in this process, on a database of its own, at an address of its own. Only its clock can be moved. */
export interface Platform {
  readonly url: string;
  readonly app: NestFastifyApplication;
  get<T>(part: Type<T>): T;
  /** A program calls: a body is sent as JSON, text as it is; what comes back as JSON is read. */
  api<Body = unknown>(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Answer<Body>>;
  /** Somebody with a browser that runs no script; not signed in. */
  visitor(): Visitor;
  /** A member of staff of this role, signed in. Each call adds a person. */
  signIn(role: UserRole, name?: string): Promise<Visitor & { readonly userId: string }>;
  /** The platform's time. */
  now(): Date;
  /** Moves time by an ISO 8601 duration and does all that falls due on the way. */
  advance(duration: string): Promise<Date>;
  /** Does all that is due and waits until nothing is left to do. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

const PASSWORD = 'a password of a journey';
export const API_KEY = 'key-of-the-journeys-with-every-scope';

/** @param env variables of README; by default a sandbox with neither demonstration data nor log. */
export async function startPlatform({ env = {} }: { env?: Record<string, string> } = {}): Promise<Platform> {
  const database = await createTestDatabase();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const running = await main({ ...ordinary(port, database.url), ...env }, { embedded: false });
  const { app } = running;
  const api = caller(url);
  let people = 0;
  const sandbox = async (advance: string): Promise<Date> => {
    const { status, body } = await api<{ now: string }>('POST', '/sandbox/api/clock', { advance });
    if (status !== 200) throw new Error(`The clock was not moved: ${status} ${JSON.stringify(body)}`);
    return new Date(body.now);
  };
  return {
    url,
    app,
    get: (part) => app.get(part, { strict: false }),
    api,
    visitor: () => new Visitor(url),
    signIn: async (role, name = `${role} ${(people += 1)}`) => {
      const email = `${randomBytes(6).toString('hex')}@staff.example`;
      const { user } = await app.get(UsersService).add({ email, name, role, password: PASSWORD });
      const visitor = new Visitor(url);
      await visitor.signIn(email, PASSWORD);
      return Object.assign(visitor, { userId: user.id });
    },
    now: () => app.get(Clock).now(),
    advance: sandbox,
    settle: async () => {
      if (env['SMTP_URL'] || env['TWILIO_ACCOUNT_SID']) await withoutSandbox(app);
      else await sandbox('PT0S');
    },
    close: async () => {
      await running.close();
      await database.drop();
    },
  };
}

function ordinary(port: number, databaseUrl: string): Record<string, string> {
  return {
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    API_KEY,
    DEMO: 'false',
    LOG_LEVEL: 'error',
  };
}

/** Calls the API at this address. */
export function caller(url: string): Platform['api'] {
  return async <Body>(method: string, path: string, body?: unknown, { key = API_KEY, headers }: CallOptions = {}) => {
    const sent = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(key !== null && { authorization: `Bearer ${key}` }),
        ...(sent !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(sent !== undefined && { body: sent }),
    });
    const text = await response.text();
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as Body };
  };
}

async function withoutSandbox(app: NestFastifyApplication): Promise<void> {
  const relay = app.get(FactRelay);
  for (let handed = -1; handed !== relay.handed;) {
    handed = relay.handed;
    await app.get(Settling).settle();
    await relay.drain();
  }
}
