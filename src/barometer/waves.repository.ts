import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database } from '#platform/database';
import type { WaveState } from './rules/lifecycle.ts';
import { waveLifecycle } from './rules/lifecycle.ts';
import type { Experience } from './rules/response-rate.ts';
import type { WaveDates } from './rules/schedule.ts';
import type { StratumPlan } from './rules/waves-ahead.ts';
import { WaveEntity } from './wave.entity.ts';

export interface WaveStratum {
  readonly key: string;
  readonly population: number;
  readonly sample: number;
  readonly reserve: number;
  readonly quota: number;
}

/** How many of a wave are in each state, one row a stratum and day of its batches. */
export interface Tally {
  readonly stratum: string;
  readonly day: string | null;
  readonly state: string;
  readonly role: 'sample' | 'reserve';
  readonly n: number;
}

export interface FrameBlock {
  readonly stratum: string;
  readonly asked: boolean;
  /** Of 16 bytes each; null where the wave was drawn before they were kept. */
  readonly digests: Buffer | null;
  /** External ids in the order of the digests; null of those erased since. */
  readonly customers: (string | null)[];
}

@Injectable()
export class WavesRepository {
  constructor(private readonly db: Database) {}

  async cycle(programme: string, number: number): Promise<string | null> {
    const [row] = await this.db.query<{ id: string }>(
      'select id from barometer_cycle where programme_key = $1 and number = $2',
      [programme, number],
    );
    return row?.id ?? null;
  }

  /** Makes the cycle when it is new, and holds it until the transaction ends: two waves of it are never drawn at once. */
  async holdCycle(programme: string, number: number, startsOn: string): Promise<string> {
    await this.db.query(
      `insert into barometer_cycle (id, programme_key, number, starts_on) values ($1, $2, $3, $4)
       on conflict (programme_key, number) do nothing`,
      [v7(), programme, number, startsOn],
    );
    const [row] = await this.db.query<{ id: string }>(
      'select id from barometer_cycle where programme_key = $1 and number = $2 for update',
      [programme, number],
    );
    if (!row) throw new Error('a cycle that was just made is known');
    return row.id;
  }

  async add(wave: Pick<WaveEntity, 'programme' | 'cycle' | 'number' | 'seed'> & WaveDates): Promise<void> {
    await this.db.query(
      `insert into barometer_wave (id, programme_key, cycle_id, number, opens_at, last_batch_at, closes_at, seed)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (programme_key, number) do nothing`,
      [
        ...[v7(), wave.programme, wave.cycle, wave.number],
        ...[wave.opensAt, wave.lastBatchAt, wave.closesAt, wave.seed],
      ],
    );
  }

  /** @returns whether it was in a state from which it may go there. */
  async move(id: string, to: WaveState, reason: string | null): Promise<boolean> {
    const { count } = await this.db.run(
      'update barometer_wave set state = $2, reason = $3 where id = $1 and state = any($4::text[])',
      [id, to, reason, waveLifecycle.before(to)],
    );
    return count > 0;
  }

  /** Who opened it first: `user:<id>`, `key:<id>` or `system`. */
  async openedBy(id: string): Promise<string | null> {
    const [row] = await this.db.query<{ actor: string }>(
      `select actor from fact where subject = $1::text and name = 'wave.moved' and data ->> 'to' = 'open' order by id limit 1`,
      [id],
    );
    return row?.actor ?? null;
  }

  async setDates(id: string, { opensAt, lastBatchAt, closesAt }: WaveDates): Promise<void> {
    await this.db.query('update barometer_wave set opens_at = $2, last_batch_at = $3, closes_at = $4 where id = $1', [
      id,
      opensAt,
      lastBatchAt,
      closesAt,
    ]);
  }

  async keepDraw(
    id: string,
    drawn: Required<
      Pick<
        WaveEntity,
        'frameHash' | 'frameSize' | 'base' | 'excluded' | 'questionnaireVersion' | 'drawnAt' | 'population'
      >
    >,
  ): Promise<void> {
    await this.db.query(
      `update barometer_wave set frame_hash = $2, frame_size = $3, base = $4, excluded = $5, questionnaire_version_id = $6,
         drawn_at = $7, population = $8 where id = $1`,
      [
        ...[id, drawn.frameHash, drawn.frameSize, drawn.base, JSON.stringify(drawn.excluded)],
        ...[drawn.questionnaireVersion, drawn.drawnAt, JSON.stringify(drawn.population)],
      ],
    );
  }

  async keepStrata(wave: string, strata: readonly StratumPlan[]): Promise<void> {
    await this.db.query(
      `insert into wave_stratum (wave_id, stratum, population, quota, sample, reserve)
       select $1, * from unnest($2::text[], $3::int[], $4::float8[], $5::int[], $6::int[])`,
      [
        wave,
        strata.map(({ key }) => key),
        strata.map(({ population }) => population),
        strata.map(({ quota }) => quota),
        strata.map(({ sample }) => sample),
        strata.map(({ reserve }) => reserve),
      ],
    );
  }

  strata(wave: string): Promise<WaveStratum[]> {
    return this.db.query(
      `select stratum as key, population, sample, reserve, quota from wave_stratum where wave_id = $1
       order by stratum collate "C"`,
      [wave],
    );
  }

  /** What rounding in the waves of a cycle owes each stratum. */
  async owed(cycle: string): Promise<Map<string, number>> {
    const rows = await this.db.query<{ stratum: string; owed: number }>(
      `select s.stratum, sum(s.quota - s.sample) as owed from wave_stratum s join barometer_wave w on w.id = s.wave_id
       where w.cycle_id = $1 group by 1`,
      [cycle],
    );
    return new Map(rows.map(({ stratum, owed }) => [stratum, owed]));
  }

  /** How people asked before `since` have answered, by stratum. */
  async experience(programme: string, since: Date): Promise<Map<string, Experience>> {
    const rows = await this.db.query<Experience & { stratum: string }>(
      `select m.stratum, count(*)::int as invited, count(*) filter (where m.state = 'answered')::int as answered
       from wave_member m join barometer_wave w on w.id = m.wave_id
       where w.programme_key = $1 and m.invited_at < $2 and m.state in ('invited', 'answered') group by 1`,
      [programme, since],
    );
    return new Map(rows.map((row) => [row.stratum, row]));
  }

  tally(wave: string): Promise<Tally[]> {
    return this.db.query(
      `select stratum, to_char(coalesce(invited_at, planned_for) at time zone 'Europe/Paris', 'YYYY-MM-DD') as day, state,
         case when role = 'reserve' and replaces is null then 'reserve' else 'sample' end as role, count(*)::int as n
       from wave_member where wave_id = $1 group by 1, 2, 3, 4`,
      [wave],
    );
  }

  /** The frame a wave was drawn from, a block at a time, in the order of its hash. */
  async block(wave: string, n: number): Promise<FrameBlock | null> {
    const [row] = await this.db.query<FrameBlock>(
      `select f.stratum, f.asked, f.digests, array(
         select case when not b.erased then b.external_id end
         from generate_series(0, length(f.customers) / 16 - 1) n
         left join customer_base($3) b on b.id = encode(substring(f.customers from n * 16 + 1 for 16), 'hex')::uuid
         order by n) as customers
       from (select * from wave_frame where wave_id = $1 order by stratum collate "C", asked, block offset $2 limit 1) f`,
      [wave, n, new Date(0)],
    );
    return row ?? null;
  }

  byIds(ids: readonly string[]): Promise<WaveEntity[]> {
    return this.db
      .repository(WaveEntity)
      .createQueryBuilder('w')
      .where('w.id = any(:ids)', { ids: [...ids] })
      .getMany();
  }

  /** Held until the transaction ends. */
  lock(programme: string, number: number): Promise<WaveEntity | null> {
    return this.db
      .repository(WaveEntity)
      .createQueryBuilder('w')
      .setLock('pessimistic_write')
      .where({ programme, number })
      .getOne();
  }

  /** Under way, and their time is over; held by nobody else. */
  overdue(now: Date): Promise<WaveEntity[]> {
    return this.db
      .repository(WaveEntity)
      .createQueryBuilder('w')
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .where(`w.state in ('open', 'paused') and w.closesAt <= :now`, { now })
      .getMany();
  }

  /** Open, not over, and somebody waits since before that midnight; held by nobody else. */
  missed(midnight: Date, now: Date): Promise<WaveEntity[]> {
    return this.db
      .repository(WaveEntity)
      .createQueryBuilder('w')
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .where(`w.state = 'open' and w.closesAt > :now`, { now })
      .andWhere(
        `exists (select from wave_member m where m.wave_id = w.id and m.state in ('waiting', 'moved') and m.planned_for < :midnight)`,
        { midnight },
      )
      .getMany();
  }

  async nextEndAt(): Promise<Date | null> {
    const [row] = await this.db.query<{ at: Date | null }>(
      `select min(closes_at) as at from barometer_wave where state in ('open', 'paused')`,
    );
    return row?.at ?? null;
  }
}
