import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Principal } from './identity.ts';
import { Problem } from './problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    principal?: Principal | null;
  }
}

/** The person with a session, as the handler's parameter. */
export const Caller = createParamDecorator(
  (_: unknown, context: ExecutionContext): Extract<Principal, { kind: 'user' }> => {
    const principal = context.switchToHttp().getRequest<FastifyRequest>().principal;
    if (principal?.kind !== 'user') throw new Problem(401, 'not-signed-in', 'Sign in first.');
    return principal;
  },
);
