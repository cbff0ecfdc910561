import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { Words } from '#platform/i18n';
import { PageResult, Templates, wantsFragment } from '#platform/templates';
import { SeeOther } from './see-other.ts';
import { languageOfReader, Shells } from './shell.ts';

/** The whole page normally, only its changing part when htmx asks; or the page to go on to. */
@Injectable()
export class PageRenderer implements NestInterceptor {
  constructor(
    private readonly templates: Templates,
    private readonly shells: Shells,
    private readonly words: Words,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    return next
      .handle()
      .pipe(
        map((result: unknown) =>
          this.#answer(result, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()),
        ),
      );
  }

  async send(result: PageResult, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await reply.send(this.#page(result, request, reply));
  }

  #answer(result: unknown, request: FastifyRequest, reply: FastifyReply): unknown {
    if (result instanceof PageResult) return this.#page(result, request, reply);
    if (result instanceof SeeOther) return this.#redirect(result, request, reply);
    return result;
  }

  #page(result: PageResult, request: FastifyRequest, reply: FastifyReply): string {
    const html = this.templates.render(result, this.shells.of(request, reply), wantsFragment(request.headers));
    void reply.status(result.status).type('text/html; charset=utf-8');
    void reply.header('cache-control', 'no-store').header('vary', 'HX-Request');
    return html;
  }

  #redirect({ to, notice }: SeeOther, request: FastifyRequest, reply: FastifyReply): string {
    if (notice) {
      const { word, params, kind = 'done', undo } = notice;
      const text = this.words.t(languageOfReader(request), word, params);
      request.session?.set('flash', { kind, text, ...(undo && { undo: { action: undo } }) });
    }
    void reply.status(303).header('location', to);
    return '';
  }
}
