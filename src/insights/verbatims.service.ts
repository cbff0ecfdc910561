import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { decodeCursor, pageOf, Problem, type Page } from '#platform/http';
import type { Language } from '#platform/values';
import { PlacesRepository, type Places } from './places.repository.ts';
import { isPosition } from './rules/span.ts';
import { VerbatimsRepository, type Verbatim, type VerbatimFilter } from './verbatims.repository.ts';

@Injectable()
export class VerbatimsService {
  constructor(
    private readonly repository: VerbatimsRepository,
    private readonly places: PlacesRepository,
  ) {}

  /** Newest first, with the names of where they come from. @throws Problem 400 when the cursor is not ours. */
  async find(
    filter: VerbatimFilter,
    { language, cursor, limit }: { language: Language; cursor: string | undefined; limit: number },
  ): Promise<{ found: Page<Verbatim>; places: Places }> {
    const [rows, places] = await Promise.all([
      this.repository.list(filter, positionOf(cursor), limit),
      this.places.all(language),
    ]);
    return { found: pageOf(rows, limit, ({ position, id }) => [position, id]), places };
  }
}

function positionOf(cursor: string | undefined): readonly [string, string] | null {
  const key = decodeCursor(cursor, 2);
  if (!key) return null;
  const [at, id] = key.map(String) as [string, string];
  if (!isPosition(at) || !isUuid(id)) throw new Problem(400, 'bad-cursor', 'The cursor is not one this list gave.');
  return [at, id];
}
