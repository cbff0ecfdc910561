import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type, type TUnsafe } from 'typebox';
import { Problem } from './problem.ts';
import type { Schema } from './schema.ts';

const TYPES = ['application/x-ndjson', 'text/csv'] as const;

/** A body that is read as it comes, whatever its size: the parameter of `@Body()` when a file of records was sent. */
export class Upload {
  constructor(
    readonly type: (typeof TYPES)[number],
    readonly stream: Readable,
  ) {}
}

/** The body where a file of records is sent. @throws Problem 415 for anything else */
export const Records: Schema<TUnsafe<Upload>> = {
  name: 'Records',
  json: Type.Unsafe<Upload>({
    type: 'string',
    description:
      'One record a line, or a table with the names of the fields above. Read as it comes, whatever its size.',
  }),
  media: TYPES,
  '~standard': {
    version: 1,
    vendor: 'chaudfroid',
    validate: (value) => {
      if (value instanceof Upload) return { value };
      throw new Problem(415, 'content-type', `Send ${TYPES.join(' or ')}.`);
    },
  },
};

/** Hands files of records on as streams instead of refusing them as an unknown content type. */
export function acceptUploads(server: FastifyInstance): void {
  for (const type of TYPES) {
    server.addContentTypeParser(
      type,
      (_: FastifyRequest, stream: Readable, done: (error: null, body: Upload) => void) =>
        done(null, new Upload(type, stream)),
    );
  }
}
