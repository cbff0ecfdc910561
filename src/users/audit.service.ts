import { Injectable } from '@nestjs/common';
import { decodeCursor, pageOf, type Page } from '#platform/http';
import { AuditRepository, type AuditFact, type AuditFilter } from './audit.repository.ts';

const ID = /^\d{1,18}$/;

/** Every change there was, newest first. It can be read, never edited. */
@Injectable()
export class AuditService {
  constructor(private readonly repository: AuditRepository) {}

  names(): Promise<string[]> {
    return this.repository.names();
  }

  async list(
    filter: AuditFilter,
    { cursor, limit = 50 }: { cursor?: string; limit?: number },
  ): Promise<Page<AuditFact>> {
    const before = String(decodeCursor(cursor, 1)?.[0] ?? '');
    const rows = await this.repository.list(filter, ID.test(before) ? before : null, limit + 1);
    return pageOf(rows, limit, ({ id }) => [id]);
  }
}
