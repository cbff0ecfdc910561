import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { PageResult, Templates, wantsFragment } from '#platform/templates';
import { Shells } from './shell.ts';

/** The whole page normally, only its changing part when htmx asks. */
@Injectable()
export class PageRenderer implements NestInterceptor {
  constructor(
    private readonly templates: Templates,
    private readonly shells: Shells,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    return next
      .handle()
      .pipe(
        map((result: unknown) =>
          result instanceof PageResult
            ? this.render(result, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>())
            : result,
        ),
      );
  }

  async send(result: PageResult, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await reply.send(this.render(result, request, reply));
  }

  render(result: PageResult, request: FastifyRequest, reply: FastifyReply): string {
    const html = this.templates.render(result, this.shells.of(request, reply), wantsFragment(request.headers));
    void reply.status(result.status).type('text/html; charset=utf-8');
    void reply.header('cache-control', 'no-store').header('vary', 'HX-Request');
    return html;
  }
}
