import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { LOGGER } from '#platform/log';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { IDENTITY, type Identity } from './identity.ts';
import { PageRenderer } from './page-renderer.ts';
import { problemOf } from './problem-of.ts';
import type { Problem } from './problem.ts';
import { Refusals } from './refusals.ts';
import { languageOfReader } from './shell.ts';

/** Those with a drawing and words of their own; the others are refusals, with their reason. */
const DRAWN = new Set([403, 404, 409, 500]);

/** Every refusal leaves through here: problem+json (RFC 9457) for programs, a page for people. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly pages: PageRenderer,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly words: Words,
    @Inject(IDENTITY) private readonly identity: Identity,
    private readonly refusals: Refusals,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error);
    this.#note(error, problem, request);
    reply.headers(problem.more.headers ?? {});
    if (isForPrograms(request)) {
      await reply.status(problem.status).type('application/problem+json').send(problem.toJSON());
    } else if (await this.#drawnElsewhere(problem, request, reply)) {
      return;
    } else if (problem.status === 401) {
      await askToSignIn(request, reply);
    } else {
      await this.#recognise(request);
      await this.pages.send(this.#page(problem, request), request, reply);
    }
  }

  async #drawnElsewhere(problem: Problem, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const draw = this.refusals.of(request.url);
    if (!draw) return false;
    await reply.send(await draw(problem, request, reply));
    return true;
  }

  #page(problem: Problem, request: FastifyRequest): PageResult {
    const { status, kind, detail } = problem;
    const [drawn, reasons] = [DRAWN.has(status) ? String(status) : 'problem', `platform.problem.${kind}`];
    const language = languageOfReader(request);
    const why = this.words.has(language, reasons) ? this.words.t(language, reasons) : detail;
    const view = {
      kind: drawn,
      status,
      reasons: drawn === 'problem' || status === 409 ? [why] : [],
      reference: status === 500 ? request.id : null,
    };
    return page('platform/error', view, { status });
  }

  #note(error: unknown, { status, kind }: Problem, { method, routeOptions, id }: FastifyRequest): void {
    const request = { id, method, route: routeOptions.url };
    if (status >= 500) this.log.error({ err: error, request }, 'request failed');
    else if (kind === 'unreadable-text' || kind === 'out-of-range')
      this.log.warn({ request, kind }, 'the database refused a value that its schema should have');
  }

  /** An address that leads nowhere has no guard that would have asked who calls; they keep their menu all the same. */
  async #recognise(request: FastifyRequest): Promise<void> {
    const user = request.principal === undefined ? request.session?.get('userId') : undefined;
    if (user) request.principal = await this.identity.ofUser(user);
  }
}

function isForPrograms({ url, headers }: FastifyRequest): boolean {
  return (
    /^\/(api|webhooks|health|metrics|sandbox\/api)([/?]|$)/.test(url) ||
    headers.accept?.startsWith('application/json') === true
  );
}

/** Back to the page they were on: what was posted cannot be, and a fragment is no page. */
async function askToSignIn({ method, url, headers }: FastifyRequest, reply: FastifyReply): Promise<void> {
  const asked = headers['hx-current-url'] ?? (method === 'GET' ? url : headers.referer);
  const signIn = `/sign-in?next=${encodeURIComponent(pathOf(String(asked ?? '/')))}`;
  if (headers['hx-request'] === 'true') await reply.status(401).header('hx-redirect', signIn).send();
  else await reply.redirect(signIn, 303);
}

function pathOf(address: string): string {
  if (!URL.canParse(address, 'http://own.invalid')) return '/';
  const { pathname, search } = new URL(address, 'http://own.invalid');
  return `${pathname}${search}`;
}
