import { SetMetadata } from '@nestjs/common';
import type { UserRole } from './identity.ts';

/** What a key may do: read or write at one station. `admin` is every scope. */
export type Scope = `${string}:${'read' | 'write'}` | 'admin';

export type Access =
  /** Anyone: pages of customers, health, sign-in. Whoever may is decided by a token in the path, or nobody need be known. */
  | { readonly anyone: true }
  /** People with a session and one of these roles; `signed-in` is any of them. */
  | { readonly roles: readonly UserRole[] | 'signed-in' }
  /** Programs with a key of this scope. */
  | { readonly scope: Scope };

export const ACCESS = Symbol('access');

/** Every route says who may use it; one that does not stops the start. On a class it holds for all its routes. */
export function Allow(
  ...who: ['anyone'] | ['signed-in'] | UserRole[] | [{ scope: Scope }]
): ClassDecorator & MethodDecorator {
  const [first] = who;
  if (typeof first === 'object') return SetMetadata<symbol, Access>(ACCESS, { scope: first.scope });
  if (first === 'anyone') return SetMetadata<symbol, Access>(ACCESS, { anyone: true });
  if (first === 'signed-in') return SetMetadata<symbol, Access>(ACCESS, { roles: 'signed-in' });
  return SetMetadata<symbol, Access>(ACCESS, { roles: who as UserRole[] });
}
