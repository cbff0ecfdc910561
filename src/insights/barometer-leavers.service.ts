import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { CallbacksService } from '#callbacks';
import { decodeCursor, pageOf, Problem, type Page } from '#platform/http';
import { ResponsesService } from '#responses';
import { BarometerLeaversRepository, type Leaver } from './barometer-leavers.repository.ts';
import type { ProgrammeRow, WaveRow } from './barometer-results.repository.ts';
import { isPosition } from './rules/span.ts';

export interface Leavers {
  readonly found: Page<Leaver>;
  readonly silent: number;
  readonly unhappy: number;
}

/** How far back a complaint is looked for: a year, the cycle of a barometer. */
const DAYS = 365;

/** The unhappy who never complained: those who leave without a word. */
@Injectable()
export class BarometerLeaversService {
  constructor(
    private readonly repository: BarometerLeaversRepository,
    private readonly responses: ResponsesService,
    private readonly callbacks: CallbacksService,
  ) {}

  /** Newest first; of employees nobody: they answered unnamed. @throws Problem 400 when the cursor is not ours. */
  async find(
    { kind }: ProgrammeRow,
    wave: WaveRow,
    { cursor, limit }: { cursor: string | undefined; limit: number },
  ): Promise<Leavers> {
    if (kind === 'employees') return { found: { items: [], nextCursor: null }, silent: 0, unhappy: 0 };
    const rows = await this.repository.list(wave.id, DAYS, positionOf(cursor), limit);
    const counts = await this.repository.count(wave.id, DAYS);
    return { found: pageOf(rows, limit, ({ position, response }) => [position, response]), ...counts };
  }

  /** Opens a case about the answer; gives the case. @throws Problem 404, 409, 422. */
  async openCase({ key, kind }: ProgrammeRow, response: string): Promise<string> {
    const known = isUuid(response) && kind === 'customers' && (await this.repository.isOf(key, response));
    const answer = known ? (await this.responses.byIds([response])).get(response) : undefined;
    if (!answer) throw Problem.notFound('answer', response);
    return this.callbacks.open(answer);
  }
}

function positionOf(cursor: string | undefined): readonly [string, string] | null {
  const key = decodeCursor(cursor, 2);
  if (!key) return null;
  const [at, id] = key.map(String) as [string, string];
  if (!isPosition(at) || !isUuid(id)) throw new Problem(400, 'bad-cursor', 'The cursor is not one this list gave.');
  return [at, id];
}
