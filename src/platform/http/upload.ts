import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';

export type UploadType = 'application/x-ndjson' | 'text/csv';

/** A body that is read as it comes, whatever its size: the parameter of `@Body()` when a file of records was sent. */
export class Upload {
  constructor(
    readonly type: UploadType,
    readonly stream: Readable,
  ) {}
}

/** Hands files of records on as streams instead of refusing them as an unknown content type. */
export function acceptUploads(server: FastifyInstance): void {
  for (const type of ['application/x-ndjson', 'text/csv'] as const) {
    server.addContentTypeParser(
      type,
      (_: FastifyRequest, stream: Readable, done: (error: null, body: Upload) => void) =>
        done(null, new Upload(type, stream)),
    );
  }
}
