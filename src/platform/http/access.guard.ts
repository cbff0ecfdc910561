import {
  Inject,
  Injectable,
  type CanActivate,
  type ExecutionContext,
  type NestInterceptor,
  type CallHandler,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Observable } from 'rxjs';
import { Clock } from '#platform/clock';
import { actors, type Actor } from '#platform/facts';
import type { Flash } from '#platform/templates';
import { ACCESS, type Access } from './access.ts';
import { IDENTITY, type Identity, type Principal } from './identity.ts';
import { Problem } from './problem.ts';

/** A session in use is prolonged, though not written at every click. */
const SEEN_MS = 30 * 60_000;

/** The one place where rights are checked: who calls, whether this route is theirs, and that a form came from our own page. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly clock: Clock,
    @Inject(IDENTITY) private readonly identity: Identity,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!access) throw Problem.forbidden('This route says for nobody.');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.principal = await this.#identify(request, access);
    refuseUnless(access, request.principal);
    if ('roles' in access) await provenOurs(request);
    return true;
  }

  async #identify(request: FastifyRequest, access: Access): Promise<Principal | null> {
    if ('scope' in access) {
      const { authorization } = request.headers;
      return authorization ? this.identity.ofKey(authorization) : null;
    }
    const { session } = request;
    const user = session?.get('userId');
    if (!user) return null;
    const now = this.clock.now().getTime();
    if (now - (session.get('seenAt') ?? 0) > SEEN_MS) session.set('seenAt', now);
    return this.identity.ofUser(user);
  }
}

function refuseUnless(access: Access, principal: Principal | null): void {
  if ('anyone' in access) return;
  if (!principal)
    throw new Problem(
      401,
      'not-signed-in',
      'scope' in access ? 'A key is needed: Authorization: Bearer <key>.' : 'Sign in first.',
    );
  const allowed =
    'scope' in access
      ? principal.kind === 'key' && (principal.scopes.includes(access.scope) || principal.scopes.includes('admin'))
      : principal.kind === 'user' && (access.roles === 'signed-in' || access.roles.includes(principal.role));
  if (!allowed)
    throw Problem.forbidden(
      'scope' in access ? `This key lacks the scope ${access.scope}.` : 'Your role does not include this.',
    );
}

/**
 * CSRF: a change asked for with a session carries the token of that session (OWASP ASVS 3.5), which is then no part of the body.
 * @throws Problem 403
 */
export async function provenOurs(request: FastifyRequest): Promise<void> {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const body = request.body as { _csrf?: unknown } | null | undefined;
  if (!request.session) throw STALE_FORM;
  await new Promise<void>((resolve, reject) => {
    // The plugin answers a bad token by itself; what it would send is our refusal.
    const refuse = { send: () => reject(STALE_FORM) } as unknown as FastifyReply;
    request.server.csrfProtection(request, refuse, resolve);
  });
  if (body && typeof body === 'object') delete body._csrf;
}

const STALE_FORM = new Problem(
  403,
  'stale-form',
  'The form was not sent from this session: reload the page and try again.',
);

/** What a handler does is done, in the facts, by whoever called. */
@Injectable()
export class ActorInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { principal } = context.switchToHttp().getRequest<FastifyRequest>();
    const actor: Actor = principal ? `${principal.kind}:${principal.id}` : 'customer';
    return new Observable((subscriber) => actors.as(actor, () => next.handle().subscribe(subscriber)));
  }
}

declare module 'fastify' {
  interface Session {
    userId?: string;
    /** When it was last prolonged, by the platform's clock. */
    seenAt?: number;
    /** A sentence to show once, on the next page. */
    flash?: Flash;
  }
}
