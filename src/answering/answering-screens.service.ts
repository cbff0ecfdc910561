import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SiteBrands } from '#customers';
import { shadesOf, type Brand } from '#platform/brand';
import { Clock } from '#platform/clock';
import { Problem } from '#platform/http';
import { Templates } from '#platform/templates';
import { LANGUAGES, languageOf, type Language } from '#platform/values';
import { directionOf } from './rules/direction.ts';

export interface Screen {
  language: Language;
  timeZone?: string;
  status?: number;
  /** Where the page is, for the link to the other language; null when it cannot be asked for again. */
  path: string | null;
  /** What its address says beside the language. */
  query?: Readonly<Record<string, string | number>>;
  /** The script of the survey, and that of a kiosk that is left alone. */
  scripted?: boolean;
  /** Whose brand the page wears unless `brand` says: that of the shop it is about, the default one where there is none. */
  site: string | null;
  brand?: Pick<Brand, 'name' | 'colour'>;
  idle?: boolean;
  /** Without a script, at a place for many: seconds until the page begins anew. */
  refresh?: number | null;
  /** Whose pages may show this one in a frame, as a content policy names them; nobody's when left out. */
  frame?: string | null;
}

/** Of a refusal: the language asked in, what was typed, and whose pages may show it. */
interface Refused {
  language?: string | null;
  typed?: readonly string[];
  frame?: string | null;
  /** Whatever it is: what has no words of its own is told in general ones. */
  any?: boolean;
  /** Of the survey that is over: what else its link leads to. */
  token?: string;
  /** Where to begin again. */
  back?: string;
}

const NOTICES: Readonly<Record<number, string>> = {
  403: 'not-a-person',
  404: 'unknown',
  410: 'expired',
  413: 'too-large',
  429: 'busy',
};

/** What people cannot help: a request that no page of ours sends, or a fault of ours. */
const otherwise = ({ status }: Problem): string => (status >= 500 ? 'failed' : 'malformed');

/** Problems that have words of their own. */
const OWN_KINDS = new Set(['closed', 'own-expired', 'answered']);

interface Inline {
  text: string;
  hash: string;
}

/** Pages for customers: one response each, whose style and script stand in it and are allowed by their hash alone. */
@Injectable()
export class AnsweringScreensService {
  readonly #styles = new Map<string, Inline>();
  readonly #scripts = new Map<string, Inline>();

  constructor(
    private readonly templates: Templates,
    private readonly brands: SiteBrands,
    private readonly clock: Clock,
  ) {}

  async show(reply: FastifyReply, name: string, view: object, screen: Screen): Promise<string> {
    const { status = 200, frame = null } = screen;
    const { html, style, scripts } = await this.render(name, view, screen);
    void reply
      .status(status)
      .headers(headersOf(style, scripts, frame))
      .type('text/html; charset=utf-8');
    if (frame !== null) void reply.removeHeader('x-frame-options');
    return html;
  }

  /** The page, and what stands in it that its policy must allow. */
  async render(name: string, view: object, screen: Screen) {
    const { language, timeZone = 'Europe/Paris', path, scripted = false, idle = false } = screen;
    const brand = screen.brand ?? (await this.brands.of(screen.site));
    const style = this.#styleOf(brand.colour);
    const script = scripted ? this.#scriptOf('answering/_script') : null;
    const watch = idle ? this.#scriptOf('answering/_kiosk') : null;
    const others = path === null ? [] : LANGUAGES.filter((other) => other !== language);
    const doc = {
      language,
      dir: directionOf(language),
      brand: brand.name,
      style: style.text,
      script: script?.text ?? null,
      watch: watch?.text ?? null,
      refresh: screen.refresh ?? null,
      others: others.map((other) => ({ language: other, href: path, query: queryOf(screen.query) })),
    };
    const html = this.templates.renderHtml(name, { ...view, doc }, { language, timeZone, now: this.clock.now() });
    return { html: html.replace(/\n\s*(?=<)/g, '\n'), style, scripts: [script, watch] };
  }

  /** A script without its line ends. */
  script(name: string): string {
    return inline(this.templates.renderHtml(name, {}, { language: 'fr' })).text;
  }

  brandOf(site: string | null): Promise<Brand> {
    return this.brands.of(site);
  }

  /** The page of a refusal that a person can meet. @throws what was given when it is none. */
  async notice(
    request: FastifyRequest,
    reply: FastifyReply,
    error: unknown,
    { language: said = null, typed = [], frame = null, token, back, any = false }: Refused = {},
  ): Promise<string> {
    const kind = error instanceof Problem ? (NOTICES[error.status] ?? (any ? otherwise(error) : undefined)) : undefined;
    if (!(error instanceof Problem) || !kind) throw error;
    const language = languageOf(
      said ?? undefined,
      languageOf(request.headers['accept-language']?.split(/[,;]/)[0], 'fr'),
    );
    void reply.headers(error.more.headers ?? {});
    const over = error.status === 410 ? token : undefined;
    const again = error.status === 403 ? back : undefined;
    const ways = { own: over ? `/u/${over}/mine` : (again ?? null), optOut: over ? `/u/${over}` : null };
    const view = { ...ways, kind: OWN_KINDS.has(error.kind) ? error.kind : kind, typed: typed.join('\n\n') || null };
    return this.show(reply, 'answering/notice', view, {
      language,
      status: error.status,
      path: null,
      site: null,
      frame,
    });
  }

  #styleOf(colour: string): Inline {
    const known = this.#styles.get(colour);
    if (known) return known;
    const style = inline(this.templates.renderHtml('answering/_style', shadesOf(colour), { language: 'fr' }));
    this.#styles.set(colour, style);
    return style;
  }

  #scriptOf(name: string): Inline {
    const known = this.#scripts.get(name) ?? inline(this.templates.renderHtml(name, {}, { language: 'fr' }));
    this.#scripts.set(name, known);
    return known;
  }
}

/** What follows the language in an address. */
function queryOf(query: Screen['query'] = {}): string {
  return Object.entries(query)
    .map(([name, value]) => `&${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('');
}

function inline(source: string): Inline {
  const text = source.replace(/\n\s*/g, '').trim();
  return { text, hash: `'sha256-${createHash('sha256').update(text).digest('base64')}'` };
}

function headersOf(style: Inline, all: readonly (Inline | null)[], frame: string | null): Record<string, string> {
  const scripts = all.flatMap((script) => script?.hash ?? []);
  const policy = [
    "default-src 'none'",
    `style-src ${style.hash}`,
    ...(scripts.length > 0 ? [`script-src ${scripts.join(' ')}`, "connect-src 'self'"] : []),
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${frame ?? "'none'"}`,
  ];
  return {
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex, nofollow',
    'referrer-policy': 'no-referrer',
  };
}
