import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { CustomersService } from '#customers';
import { Clock } from '#platform/clock';
import { decodeCursor, pageOf, Problem, type Page } from '#platform/http';
import { BarometerAnonymous } from './barometer-anonymous.service.ts';
import { BarometerRepository } from './barometer.repository.ts';
import { BarometerService } from './barometer.service.ts';
import { MemberReadingRepository, type MembersFilter, type MoveRow } from './member-reading.repository.ts';
import type { MemberRow } from './members.repository.ts';
import { fewestAnswers } from './rules/anonymous.ts';
import { farthestWave } from './rules/order.ts';
import { progressOf, type Progress } from './rules/progress.ts';
import type { Programme } from './rules/programme.ts';
import { datesOf } from './rules/schedule.ts';
import type { WaveEntity } from './wave.entity.ts';
import { WavesRepository } from './waves.repository.ts';

export type WaveReading = Omit<WaveEntity, 'id' | 'cycle'> & {
  /** Null until it is drawn. */
  readonly id: string | null;
  readonly progress: Progress;
  /** Of employees: how many answered, null while too few; no member says so. Null of a wave of customers. */
  readonly anonymous: { readonly answered: number | null; readonly min: number } | null;
};

/** People by their external id. */
export type Member = MemberRow & {
  readonly id: string;
  /** Each time their turn was put off, oldest first. */
  readonly moves: readonly Omit<MoveRow, 'customer'>[];
  /** Why whoever they replace left. */
  readonly replacesBecause: string | null;
};

const PAGE = 50;

/** Where a wave stands, and who is in it. */
@Injectable()
export class BarometerReading {
  constructor(
    private readonly clock: Clock,
    private readonly programmes: BarometerService,
    private readonly repository: BarometerRepository,
    private readonly waves: WavesRepository,
    private readonly members: MemberReadingRepository,
    private readonly customers: CustomersService,
    private readonly anonymous: BarometerAnonymous,
  ) {}

  /** Those that were drawn, in their order. */
  async drawn(key: string): Promise<WaveEntity[]> {
    return (await this.repository.waves(key)).filter(({ drawnAt }) => drawnAt !== null);
  }

  /** One that was not opened yet as it is planned. @throws Problem 404 */
  async wave(key: string, number: number): Promise<WaveReading> {
    const programme = await this.programmes.known(key);
    const wave = await this.repository.wave(key, number);
    if (!wave) return this.#planned(programme, number);
    const { cycle: _, ...reading } = wave;
    const [strata, tally] = [await this.waves.strata(wave.id), await this.waves.tally(wave.id)];
    const progress = progressOf(strata, tally, await this.members.putOff(wave.id));
    return { ...reading, progress, anonymous: await this.#anonymous(programme, wave) };
  }

  /** In sending order; who was called up from the reserve comes last. @throws Problem 404, 400 */
  async list(
    key: string,
    number: number,
    { limit = PAGE, cursor, ...filter }: MembersFilter & { limit?: number | undefined; cursor?: string | undefined },
  ): Promise<Page<Member>> {
    const { id } = await this.wave(key, number);
    if (id === null) return { items: [], nextCursor: null };
    const after = decodeCursor(cursor, 3, ([, position, id]) => Number.isInteger(position) && isUuid(id)) as
      [string, number, string] | null;
    const rows = await this.members.list(id, filter, after, limit + 1);
    const page = pageOf(rows, limit, ({ role, position, customer }) => [role, position, customer]);
    return { ...page, items: await this.#told(id, page.items) };
  }

  async #anonymous(programme: Programme, { id, state }: WaveEntity): Promise<WaveReading['anonymous']> {
    if (programme.kind !== 'employees') return null;
    return {
      answered: await this.anonymous.answersOf(id, state, programme),
      min: fewestAnswers(programme.minimumGroup),
    };
  }

  async #told(wave: string, rows: readonly MemberRow[]): Promise<Member[]> {
    const moves = await this.members.moves(
      wave,
      rows.map(({ customer }) => customer),
    );
    const because = await this.members.leftBecause(
      wave,
      rows.flatMap(({ replaces }) => replaces ?? []),
    );
    const ids = rows.flatMap(({ customer, replaces, replacedBy }) =>
      [customer, replaces ?? [], replacedBy ?? []].flat(),
    );
    const customers = await this.customers.byIds([...new Set(ids)]);
    const nameOf = (id: string | null) => (id === null ? null : (customers.get(id)?.externalId ?? id));
    return rows.map((row) => ({
      ...row,
      id: row.customer,
      customer: nameOf(row.customer) ?? row.customer,
      replaces: nameOf(row.replaces),
      replacedBy: nameOf(row.replacedBy),
      replacesBecause: (row.replaces && because.get(row.replaces)) ?? null,
      moves: moves.filter((move) => move.customer === row.customer).map(({ customer: _, ...move }) => move),
    }));
  }

  async #planned(programme: Programme, number: number): Promise<WaveReading> {
    const waves = await this.repository.waves(programme.key);
    if (number > farthestWave(programme, waves, this.clock.now())) throw Problem.notFound('wave', String(number));
    return {
      ...{ id: null, programme: programme.key, number, state: 'planned', seed: programme.seed, reason: null },
      ...{
        population: programme.population,
        frameHash: null,
        frameSize: null,
        base: null,
        excluded: null,
        questionnaireVersion: null,
        drawnAt: null,
      },
      ...datesOf(programme, number),
      progress: progressOf([], []),
      anonymous: programme.kind === 'employees' ? { answered: null, min: fewestAnswers(programme.minimumGroup) } : null,
    };
  }
}
