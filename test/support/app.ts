import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { DynamicModule, Type } from '@nestjs/common';
import { BrandModule } from '#platform/brand';
import { ClockModule } from '#platform/clock';
import { ConfigModule, readConfig } from '#platform/config';
import { VaultModule } from '#platform/crypto';
import { DatabaseModule } from '#platform/database';
import { FactsModule } from '#platform/facts';
import { createHttpApp, HttpModule } from '#platform/http';
import { LogModule } from '#platform/log';
import { closeQueueConnections, QueueModule } from '#platform/queue';
import { TemplatesModule } from '#platform/templates';
import { UsersModule } from '#users';
import { NavigationModule } from '../../src/navigation.ts';
import { createTestDatabase } from './database.ts';

interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string | Readable;
}

type Send = (request: Request) => Promise<Answer>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what an endpoint answers is for the test to say
  readonly body: any;
}

export interface App {
  readonly base: string;
  get<T>(part: Type<T>): T;
  /** As a program with a key of every scope; a body that is no stream or text goes as JSON. */
  api(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** As the administrator, signed in; a form carries its session's token. */
  asAdmin(method: 'GET' | 'POST', path: string, form?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

const admin = { email: 'admin@example.test', password: 'correct horse battery' };

/** These stations behind the real HTTP edge, with its people and keys, on a database of their own; nothing runs by itself. */
export async function startApp(...stations: (Type | DynamicModule)[]): Promise<App> {
  const database = await createTestDatabase();
  const apiKey = randomBytes(24).toString('base64url');
  const config = readConfig(
    {
      DATABASE_URL: database.url,
      SESSION_SECRET: randomBytes(32).toString('hex'),
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
      API_KEY: apiKey,
      ROLE: 'web',
      LOG_LEVEL: 'error',
    },
    { embedded: false },
  );
  const platform = [
    ConfigModule.with(config),
    ClockModule,
    VaultModule,
    LogModule,
    DatabaseModule,
    QueueModule,
    FactsModule,
    TemplatesModule.forRoot({ missing: 'throw' }),
    BrandModule,
    HttpModule,
    NavigationModule,
    UsersModule,
  ];
  const app = await createHttpApp({ module: class Root {}, imports: [...platform, ...stations] }, config);
  await app.listen(0, '127.0.0.1');
  const base = await app.getUrl();
  const send: Send = async ({ method, path, headers, body }) => {
    const content = body instanceof Readable ? (Readable.toWeb(body) as unknown as string) : body;
    const answer = await fetch(base + path, {
      method,
      headers,
      redirect: 'manual',
      ...(content !== undefined && { body: content, duplex: 'half' }),
    });
    const text = await answer.text();
    const json = /json/.test(answer.headers.get('content-type') ?? '');
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: json ? (JSON.parse(text) as unknown) : undefined,
    };
  };
  let session: Promise<string> | undefined;
  return {
    base,
    get: (part) => app.get(part, { strict: false }),
    api: (method, path, given, headers) => {
      const raw = given === undefined || typeof given === 'string' || given instanceof Readable;
      const type: Record<string, string> = raw ? {} : { 'content-type': 'application/json' };
      const body = raw ? given : JSON.stringify(given);
      return send({
        method,
        path,
        headers: { authorization: `Bearer ${apiKey}`, ...type, ...headers },
        ...(body !== undefined && { body }),
      });
    },
    asAdmin: async (method, path, form) => {
      const cookie = await (session ??= signIn(send));
      if (!form) return send({ method, path, headers: { cookie } });
      const csrf = tokenIn((await send({ method: 'GET', path: '/preferences', headers: { cookie } })).text);
      return send(posted(path, { ...form, _csrf: csrf }, cookie));
    },
    close: async () => {
      await app.close();
      await closeQueueConnections();
      await database.drop();
    },
  };
}

async function signIn(send: Send): Promise<string> {
  const asked = await send({ method: 'GET', path: '/sign-in', headers: {} });
  const entered = await send(posted('/sign-in', { ...admin, _csrf: tokenIn(asked.text) }, cookieOf(asked)));
  if (entered.status !== 303) throw new Error(`Signing in answered ${entered.status}.`);
  return cookieOf(entered) || cookieOf(asked);
}

function posted(path: string, form: Record<string, string>, cookie: string): Request {
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', path, headers, body: new URLSearchParams(form).toString() };
}

function cookieOf({ headers }: Answer): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

function tokenIn(html: string): string {
  return /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
}
