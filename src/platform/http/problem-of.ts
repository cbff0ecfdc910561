import { HttpException } from '@nestjs/common';
import { Problem } from './problem.ts';

/** Of Fastify, of PostgreSQL's driver, or of TypeORM around the driver's. */
interface Thrown {
  readonly statusCode?: number;
  readonly message?: string;
  readonly code?: string;
  readonly driverError?: { readonly code?: string };
}

/** What to answer to anything that was thrown. What we do not know is our fault: a 500 that says nothing of the inside. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) return httpProblem(error.getStatus(), error.message);
  const { statusCode, message, code, driverError } = error as Thrown;
  const refusedByDatabase = DATA[driverError?.code ?? code ?? '']?.(message ?? '');
  if (refusedByDatabase) return refusedByDatabase;
  if (statusCode && statusCode >= 400 && statusCode < 500) return httpProblem(statusCode, message ?? '');
  if (error instanceof RangeError && error.message.includes('call stack'))
    return new Problem(422, 'too-deep', 'What was sent is nested too deeply.');
  return new Problem(500, 'unexpected', 'Something went wrong on our side; it has been logged.');
}

const REFUSED: Readonly<Record<number, readonly [kind: string, detail: string]>> = {
  404: ['not-found', 'Nothing is at this address.'],
  413: ['too-large', 'The body is larger than this endpoint takes.'],
  415: ['content-type', 'This content type is not understood here.'],
};

/** What Nest or Fastify refused before any handler of ours. */
function httpProblem(status: number, message: string): Problem {
  const [kind, detail] = REFUSED[status] ?? [
    status === 400 ? 'malformed' : 'http',
    message || 'The request was refused.',
  ];
  return new Problem(status, kind, detail);
}

const unreadable = () =>
  new Problem(422, 'unreadable-text', 'A text holds characters that cannot be kept, such as U+0000.');
const outOfRange = () => new Problem(422, 'out-of-range', 'A number or a date is out of range.');

/** Values that a schema let through and the database cannot hold (PostgreSQL, appendix A, class 22). */
const DATA: Readonly<Record<string, (message: string) => Problem | undefined>> = {
  '22021': unreadable,
  '22P05': unreadable,
  '22003': outOfRange,
  '22007': outOfRange,
  '22008': outOfRange,
  '22P02': (message) =>
    message.includes('type uuid') ? new Problem(404, 'not-found', 'Nothing is known by this id.') : undefined,
};
