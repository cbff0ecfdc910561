import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '#platform/clock';
import { CONFIG, type Config } from '#platform/config';
import { Words } from '#platform/i18n';
import type { NavSection, Shell } from '#platform/templates';
import { languageOf, type Language } from '#platform/values';
import type { Principal } from './identity.ts';

type User = Extract<Principal, { kind: 'user' }>;

/** The menu of a person, by role; written where every station is known. */
export type Navigation = (user: User, path: string) => NavSection[];
export const NAVIGATION = Symbol('navigation');

/** Staff read times where the organisation is; customers read theirs in their own zone. */
export const ORGANISATION_ZONE = 'Europe/Paris';

/** What surrounds every page: who looks, in which language and colours, and where they can go. */
@Injectable()
export class Shells {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly clock: Clock,
    private readonly words: Words,
    @Inject(NAVIGATION) private readonly navigation: Navigation,
  ) {}

  of(request: FastifyRequest, reply: FastifyReply): Shell {
    const user = request.principal?.kind === 'user' ? request.principal : null;
    const path = request.url.split('?')[0] ?? '/';
    const language = languageOfReader(request);
    const flash = request.session?.get('flash');
    if (flash) request.session.set('flash', undefined);
    return {
      language,
      theme: user?.theme ?? null,
      user: user && {
        name: user.name,
        email: user.email,
        role: this.words.t(language, `platform.role.${user.role}`),
        initials: initials(user.name),
      },
      csrf: user || path === '/sign-in' ? reply.generateCsrf() : '',
      path,
      now: this.clock.now(),
      timeZone: ORGANISATION_ZONE,
      sandbox: this.config.sandbox,
      demo: this.config.demo,
      nav: user ? this.navigation(user, path) : [],
      brand: { name: 'Chaudfroid' },
      ...(flash && { flash }),
    };
  }
}

/** The language of who reads the answer: their account's, else their browser's. */
export function languageOfReader(request: FastifyRequest): Language {
  return request.principal?.kind === 'user' ? request.principal.language : languageAsked(request);
}

/** The language chosen in this browser, else the one it asks for; French unless it asks for another of ours first. */
function languageAsked({ cookies, headers }: FastifyRequest): Language {
  return languageOf(cookies?.['language'], languageOf(headers['accept-language']?.split(',')[0]?.split(';')[0], 'fr'));
}

function initials(name: string): string {
  const parts = name.split(/\s+/).filter(Boolean);
  return ((parts[0]?.[0] ?? '') + (parts.length > 1 ? (parts.at(-1)?.[0] ?? '') : '')).toUpperCase();
}
