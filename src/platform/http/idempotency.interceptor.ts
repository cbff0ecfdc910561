import { createHash } from 'node:crypto';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Problem } from './problem.ts';
import { Upload } from './upload.ts';

interface Kept {
  request_hash: Buffer;
  status: number;
  answer: unknown;
}

/**
 * `Idempotency-Key`: the same key and body give the same answer, and one effect. The key is written in the transaction
 * of the effect, so both are there or neither; a second call at the same time waits for the first.
 * A file of records passes: it is read as it comes, in many transactions, and each of its lines has an id of its own.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || request.principal?.kind !== 'key' || key === undefined) return next.handle();
    if (request.body instanceof Upload) return next.handle();
    const owner = `${request.principal.id} ${request.routeOptions.url ?? ''}`;
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return from(this.#once(owner, String(key), request, reply, next));
  }

  async #once(
    owner: string,
    key: string,
    request: FastifyRequest,
    reply: FastifyReply,
    next: CallHandler,
  ): Promise<unknown> {
    if (!/^[\x21-\x7e]{1,200}$/.test(key))
      throw new Problem(400, 'bad-idempotency-key', 'Idempotency-Key: 1 to 200 visible ASCII characters.');
    const hash = createHash('sha256')
      .update(JSON.stringify([request.url, request.body ?? null]))
      .digest();
    return this.db.transaction(async () => {
      const { count } = await this.db.run(
        'insert into idempotency_key (owner, key, request_hash, created_at) values ($1, $2, $3, $4) on conflict do nothing',
        [owner, key, hash, this.clock.now()],
      );
      if (count === 0) return this.#again(owner, key, hash, reply);
      const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: null });
      await this.db.query('update idempotency_key set status = $3, answer = $4 where owner = $1 and key = $2', [
        owner,
        key,
        reply.statusCode,
        JSON.stringify(answer ?? null),
      ]);
      return answer;
    });
  }

  async #again(owner: string, key: string, hash: Buffer, reply: FastifyReply): Promise<unknown> {
    const [kept] = await this.db.query<Kept>(
      'select request_hash, status, answer from idempotency_key where owner = $1 and key = $2',
      [owner, key],
    );
    if (!kept?.request_hash.equals(hash))
      throw Problem.conflict('idempotency-key-reused', 'This Idempotency-Key came with another request before.');
    void reply.status(kept.status);
    return kept.answer;
  }
}
