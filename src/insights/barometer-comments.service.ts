import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { decodeCursor, pageOf, Problem, type Page } from '#platform/http';
import { themesIn, type Mood, type Theme } from '#platform/values';
import { sentimentOf, type Sentiment } from '#responses';
import { BarometerCommentsRepository, type CommentsWanted } from './barometer-comments.repository.ts';
import type { ProgrammeRow, WaveRow } from './barometer-results.repository.ts';
import { fewestShown } from './rules/anonymity.ts';
import { isPosition } from './rules/span.ts';
import { openGroups, type OpenGroup } from './rules/wave-groups.ts';
import type { Verbatim } from './verbatims.repository.ts';

export interface CommentsFilter {
  readonly words: string;
  /** `segment:premium`, `stratum:premium / lyon-2`; empty for all. */
  readonly group: string;
  readonly mood: Mood | null;
  readonly theme: Theme | null;
  readonly sentiment: Sentiment | null;
}

export interface Comments {
  /** Those whose comments may be read by themselves. */
  readonly groups: readonly OpenGroup[];
  readonly minimum: number;
  /** Too few answered, in the wave or in the group asked for. */
  readonly hidden: boolean;
  readonly found: Page<Verbatim>;
}

/** Themes and sentiment are read from the text, so many texts at a time. */
const AT_ONCE = 500;

/** What people wrote in a wave. */
@Injectable()
export class BarometerCommentsService {
  constructor(private readonly repository: BarometerCommentsRepository) {}

  /**
   * Newest first. Of a group that may not be told apart nothing is shown: neither one of few answers, nor one that gives another
   * away. Within a group every comment shows its score, so a score band tells nothing more. @throws Problem 400 for a foreign cursor.
   */
  async find(
    { strata: dimensions, kind, minimumGroup }: ProgrammeRow,
    wave: WaveRow,
    filter: CommentsFilter,
    { cursor, limit }: { cursor: string | undefined; limit: number },
  ): Promise<Comments> {
    const before = positionOf(cursor);
    const minimum = fewestShown(minimumGroup);
    const strata = await this.repository.answered(wave.id);
    // Beside a group, what is written says more of who wrote it than a figure does.
    const groups = kind === 'employees' ? [] : openGroups({ dimensions, strata }, minimum);
    const group = groups.find((one) => groupKey(one) === filter.group);
    const answers = strata.reduce((sum, one) => sum + one.answers, 0);
    const hidden = answers < minimum || (filter.group !== '' && !group);
    const wanted = {
      words: filter.words,
      strata: group?.parts ?? null,
      mood: filter.mood,
      named: kind === 'customers',
    };
    const rows = hidden ? [] : await this.#matching(wave.id, wanted, filter, { before, limit });
    return { groups, minimum, hidden, found: pageOf(rows, limit, ({ position, id }) => [position, id]) };
  }

  /** One more than asked for, when there are as many. */
  async #matching(
    wave: string,
    wanted: CommentsWanted,
    { theme, sentiment }: CommentsFilter,
    { before, limit }: { before: readonly [string, string] | null; limit: number },
  ): Promise<Verbatim[]> {
    if (!theme && !sentiment) return this.repository.list(wave, wanted, before, limit + 1);
    const found: Verbatim[] = [];
    for (let after = before; ;) {
      const rows = await this.repository.list(wave, wanted, after, AT_ONCE);
      for (const row of rows) {
        if (theme && !themesIn(row.comment).includes(theme)) continue;
        if (sentiment && sentimentOf(row) !== sentiment) continue;
        if (found.push(row) > limit) return found;
      }
      const last = rows.at(-1);
      if (!last || rows.length < AT_ONCE) return found;
      after = [last.position, last.id];
    }
  }
}

/** As the address of the screen names a group. */
export function groupKey({ by, name }: Pick<OpenGroup, 'by' | 'name'>): string {
  return `${by}:${name}`;
}

function positionOf(cursor: string | undefined): readonly [string, string] | null {
  const key = decodeCursor(cursor, 2);
  if (!key) return null;
  const [at, id] = key.map(String) as [string, string];
  if (!isPosition(at) || !isUuid(id)) throw new Problem(400, 'bad-cursor', 'The cursor is not one this list gave.');
  return [at, id];
}
