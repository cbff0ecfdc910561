import type { Scope } from './access.ts';

export const USER_ROLES = ['agent', 'supervisor', 'marketing', 'analyst', 'admin'] as const;
export type UserRole = (typeof USER_ROLES)[number];

/** Who calls: a person with a session, or a program with a key. */
export type Principal =
  | {
      readonly kind: 'user';
      readonly id: string;
      readonly name: string;
      readonly email: string;
      readonly role: UserRole;
      readonly language: 'fr' | 'en';
      readonly theme: 'light' | 'dark' | null;
      /** Ids of the teams the person belongs to. */
      readonly teams: readonly string[];
    }
  | { readonly kind: 'key'; readonly id: string; readonly name: string; readonly scopes: readonly Scope[] };

/** Provided by the station that knows people and keys. */
export interface Identity {
  /** @throws Problem 401 when the key is unknown or was revoked. */
  ofKey(authorization: string): Promise<Principal>;
  /** Null when the account is gone or closed. */
  ofUser(id: string): Promise<Principal | null>;
}

export const IDENTITY = Symbol('identity');
