import { fileURLToPath } from 'node:url';
import fastifyCookie from '@fastify/cookie';
import fastifyCsrf from '@fastify/csrf-protection';
import helmet from '@fastify/helmet';
import fastifySession from '@fastify/session';
import fastifyStatic from '@fastify/static';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DynamicModule } from '@nestjs/common';
import type { Config } from '#platform/config';
import { NestLog } from '#platform/log';
import { SESSION_MS, Sessions } from './sessions.store.ts';

const assets = fileURLToPath(new URL('../../../templates/assets', import.meta.url));
const BODY_LIMIT = 5_000_000;

/** The HTTP server with what every route shares: headers, sessions, forms, assets. It does not listen yet. */
export async function createHttpApp(root: Type | DynamicModule, config: Config): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    trustProxy: ['loopback', 'linklocal', 'uniquelocal'],
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 300 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    rawBody: true,
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(NestLog));
  await app.register(helmet as never, helmetOptions as never);
  await app.register(fastifyCookie as never);
  await app.register(
    fastifySession as never,
    {
      secret: config.sessionSecret,
      store: app.get(Sessions),
      cookieName: 'session',
      saveUninitialized: false,
      rolling: true,
      cookie: {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: config.publicUrl.startsWith('https:') ? 'auto' : false,
        maxAge: SESSION_MS,
      },
    } as never,
  );
  await app.register(fastifyCsrf as never, { sessionPlugin: '@fastify/session' } as never);
  await app.register(
    fastifyStatic as never,
    { root: assets, prefix: '/assets/', maxAge: '1h', decorateReply: false } as never,
  );
  return app;
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
