import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { LOGGER } from '#platform/log';
import { page } from '#platform/templates';
import { PageRenderer } from './page-renderer.ts';
import { Problem } from './problem.ts';

/** Every refusal leaves through here: problem+json (RFC 9457) for programs, a page for people. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly pages: PageRenderer,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error);
    if (problem.status >= 500)
      this.log.error({ err: error, method: request.method, route: request.routeOptions.url }, 'request failed');
    reply.headers(problem.more.headers ?? {});
    if (isForPrograms(request))
      return void reply.status(problem.status).type('application/problem+json').send(problem.toJSON());
    if (problem.status === 401) return void reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 303);
    const view = { status: problem.status, kind: problem.kind, detail: problem.detail };
    await this.pages.send(page('platform/problem', view, { status: problem.status }), request, reply);
  }
}

export function isForPrograms(request: FastifyRequest): boolean {
  return (
    /^\/(api|webhooks|health|metrics|sandbox\/api)\//.test(request.url) || request.headers.accept === 'application/json'
  );
}

export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) return new Problem(error.getStatus(), 'http', error.message);
  const { statusCode, code, message } = error as { statusCode?: number; code?: string; message?: string };
  if (code?.startsWith('FST_ERR_CTP_')) return contentProblem(code, statusCode ?? 400);
  if (statusCode && statusCode >= 400 && statusCode < 500)
    return new Problem(statusCode, 'http', message ?? 'The request was refused.');
  return new Problem(500, 'unexpected', 'Something went wrong on our side; it has been logged.');
}

const CONTENT: Readonly<Record<string, [number, string, string]>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'content-type', 'This content type is not understood here.'],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'too-large', 'The body is larger than this endpoint takes.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'empty-body', 'A JSON body is needed.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'broken-json', 'The body is not valid JSON.'],
};

function contentProblem(code: string, status: number): Problem {
  const [known, kind, detail] = CONTENT[code] ?? [status, 'bad-content', 'The body could not be read.'];
  return new Problem(known, kind, detail);
}
