import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from './problem.ts';

/** Answers with a page; status and headers are on the reply. */
type Draw = (problem: Problem, request: FastifyRequest, reply: FastifyReply) => Promise<string>;

/** How refusals look on addresses that are no screens of the team's: who serves them says so when it starts. */
@Injectable()
export class Refusals {
  readonly #drawn: { path: RegExp; draw: Draw }[] = [];

  learn(path: RegExp, draw: Draw): void {
    this.#drawn.push({ path, draw });
  }

  /** Null where the usual page stands. */
  of(url: string): Draw | null {
    return this.#drawn.find(({ path }) => path.test(url))?.draw ?? null;
  }
}
