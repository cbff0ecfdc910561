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
import { actors, type Actor } from '#platform/facts';
import type { Flash } from '#platform/templates';
import { ACCESS, type Access } from './access.ts';
import { IDENTITY, type Identity, type Principal } from './identity.ts';
import { Problem } from './problem.ts';

/** The one place where rights are checked: who calls, whether this route is theirs, and that a form came from our own page. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
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
    if ('roles' in access) await provenOurs(request, context.switchToHttp().getResponse<FastifyReply>());
    return true;
  }

  async #identify(request: FastifyRequest, access: Access): Promise<Principal | null> {
    if ('scope' in access) {
      const { authorization } = request.headers;
      return authorization ? this.identity.ofKey(authorization) : null;
    }
    const user = request.session.get('userId');
    return user ? this.identity.ofUser(user) : null;
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

/** CSRF: a change asked for with a session carries the token of that session (OWASP ASVS 3.5). */
export async function provenOurs(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  await new Promise<void>((resolve, reject) => {
    request.server.csrfProtection(request, reply, (error?: unknown) =>
      error
        ? reject(
            new Problem(403, 'stale-form', 'The form was not sent from this session: reload the page and try again.'),
          )
        : resolve(),
    );
  });
}

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
    /** A sentence to show once, on the next page. */
    flash?: Flash;
  }
}
