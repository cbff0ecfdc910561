import { fileURLToPath } from 'node:url';
import fastifyCookie from '@fastify/cookie';
import fastifyCsrf from '@fastify/csrf-protection';
import helmet from '@fastify/helmet';
import fastifySession, { type FastifySessionOptions } from '@fastify/session';
import fastifyStatic from '@fastify/static';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { v7 } from 'uuid';
import type { Config } from '#platform/config';
import { NestLog } from '#platform/log';
import { Problem } from './problem.ts';
import { SESSION_MS, Sessions } from './sessions.store.ts';
import { acceptUploads } from './upload.ts';

const assets = fileURLToPath(new URL('../../../templates/assets', import.meta.url));
const BODY_LIMIT = 5_000_000;
const SESSION_COOKIE = 'session';

/** The HTTP server with what every route shares: headers, sessions, forms, assets. It does not listen yet. */
export async function createHttpApp(root: Type | DynamicModule, config: Config): Promise<NestFastifyApplication> {
  const adapter = new OnceAdapter({
    trustProxy: ['loopback', 'linklocal', 'uniquelocal'],
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 300 },
    skipMiddie: true,
    genReqId: () => v7(),
    frameworkErrors: refuseAddress,
  });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    rawBody: true,
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(NestLog));
  adapter.watch();
  await app.register(helmet as never, helmetOptions as never);
  await app.register(serveAssets as never);
  await app.register(fastifyCookie as never);
  await openSessions(app, config);
  await app.register(fastifyCsrf as never, { sessionPlugin: '@fastify/session' } as never);
  acceptUploads(adapter.getInstance());
  return app;
}

/**
 * A session is looked up where there can be one: the browser sent its cookie, or it is about to sign in. Programs and customers
 * have none, and opening an empty one would cost each of their requests a quarter of its time.
 */
async function openSessions(app: NestFastifyApplication, config: Config): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance() as unknown as { addHook: AddHook };
  const { addHook } = fastify;
  fastify.addHook = (name, hook) =>
    addHook.call(fastify, name, (request, reply, ...rest) =>
      name !== 'onRequest' || mayHaveSession(request) ? hook(request, reply, ...rest) : rest.at(-1)?.(),
    );
  await app.register(fastifySession as never, sessionOptions(app.get(Sessions), config) as never);
  await app.getHttpAdapter().getInstance().after();
  fastify.addHook = addHook;
}

type Hook = (request: FastifyRequest, reply: FastifyReply, ...rest: (() => void)[]) => unknown;
type AddHook = (name: string, hook: Hook) => unknown;

function mayHaveSession({ url, headers }: FastifyRequest): boolean {
  if (url.startsWith('/api/')) return false;
  return headers.cookie?.includes(`${SESSION_COOKIE}=`) === true || /^\/sign-in([?]|$)/.test(url);
}

function sessionOptions(store: Sessions, { sessionSecret, publicUrl }: Config): FastifySessionOptions {
  return {
    secret: sessionSecret,
    store,
    cookieName: SESSION_COOKIE,
    saveUninitialized: false,
    rolling: false,
    cookie: {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: publicUrl.startsWith('https:') ? 'auto' : false,
      maxAge: SESSION_MS,
    },
  };
}

/** Nest answers after a handler that took the reply with `passthrough`; one that has answered by then has answered. */
class OnceAdapter extends FastifyAdapter {
  readonly #begun = new WeakSet<object>();

  watch(): void {
    this.getInstance().addHook('onSend', (_request, reply, _payload, done) => {
      this.#begun.add(reply);
      done();
    });
  }

  override reply(reply: FastifyReply, body: unknown, status?: number) {
    return this.#begun.has(reply) ? reply : super.reply(reply, body, status);
  }
}

/** In a scope of its own, made before sessions are: a file needs none. Addresses carry a mark of the content. */
async function serveAssets(scope: FastifyInstance): Promise<void> {
  await scope.register(
    async (folder) => {
      folder.setNotFoundHandler((_, reply) => reply.status(404).type('text/plain').send('No such file.'));
      await folder.register(fastifyStatic, { root: assets, maxAge: '30d', immutable: true });
    },
    { prefix: '/assets' },
  );
}

/** An address that cannot be read, or with a part that is far too long: refused by the router, before any of our own code. */
function refuseAddress(error: FastifyError, _: FastifyRequest, reply: FastifyReply): void {
  const problem =
    error.statusCode === 414
      ? new Problem(404, 'not-found', 'Nothing is at this address.')
      : new Problem(400, 'bad-address', 'The address cannot be read.');
  void reply.status(problem.status).type('application/problem+json').send(problem.toJSON());
}

const helmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'self'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'img-src': ["'self'", 'data:'],
      'font-src': ["'self'"],
      'connect-src': ["'self'"],
      'object-src': ["'none'"],
      'frame-ancestors': ["'none'"],
      'form-action': ["'self'"],
      'base-uri': ["'self'"],
    },
  },
  referrerPolicy: { policy: 'same-origin' },
};
