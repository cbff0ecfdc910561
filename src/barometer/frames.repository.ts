import { Injectable } from '@nestjs/common';
import type { Channel } from '#customers';
import { Database } from '#platform/database';
import type { Population, Stratifier } from './rules/programme.ts';

export interface FrameRequest {
  readonly channels: readonly Channel[];
  readonly population: Population;
  readonly strata: readonly Stratifier[];
  readonly seed: string;
  readonly cycle: { readonly id: string | null; readonly number: number };
  readonly now: Date;
}

export interface FrameStratum {
  readonly key: string;
  readonly population: number;
  readonly available: number;
  /** Of those available, whose first channel is SMS. */
  readonly bySms: number;
}

export interface DrawnStratum {
  readonly key: string;
  readonly sample: number;
  readonly reserve: number;
  readonly inclusionProbability: number;
}

export interface FrameBlock {
  readonly stratum: string;
  readonly asked: boolean;
  readonly customers: Buffer;
}

/** Ids of a block: a few hundred kilobytes at most. */
export const BLOCK = 10_000;
/** More than so many people on one phone or mailbox are no household: as for pressure. */
const HOUSEHOLD = 50;

/** Each stratifier in SQL, of a row `b` of `customer_base`; $3 is today. */
const STRATUM: Readonly<Record<Stratifier, string>> = {
  segment: `coalesce(b.segment, '-')`,
  site: `coalesce(b.site_key, '-')`,
  seniority: `case when b.since > $3::date - 365 then 'under-1' when b.since > $3::date - 3 * 365 then '1-to-3'
    when b.since > $3::date - 10 * 365 then '3-to-10' else 'over-10' end`,
};

const TURN = `(get_byte(digest, 0)::bigint << 24 | get_byte(digest, 1) << 16 | get_byte(digest, 2) << 8 | get_byte(digest, 3))`;

const DISTANCE = `((${TURN} - $3::bigint % $4::bigint + $4::bigint) % $4::bigint)`;

/**
 * Draws: in each stratum by distance of turn, then by digest. Only the turns that are needed are sorted. $1 wave, $2 cycle, $3 its
 * turn, $4 turns, $5 to $8 the strata, $9 batches, $10 size of the sample.
 */
const DRAW = `with wanted as materialized (
       select * from unnest($5::text[], $6::int[], $7::int[], $8::float8[]) as w(stratum, sample, reserve, probability)),
     near as (
       select stratum, distance from (
         select stratum, distance, coalesce(sum(n) over (partition by stratum order by distance
                  rows between unbounded preceding and 1 preceding), 0) as before
         from (select stratum, ${DISTANCE} as distance, count(*) as n
               from barometer_base where reason is null and not asked group by 1, 2) counted) summed
       join wanted w using (stratum) where before < w.sample + w.reserve),
     ranked as (
       select b.id, b.stratum, b.digest, w.sample, w.probability,
         row_number() over (partition by b.stratum order by ${DISTANCE}, b.digest) as rank,
         w.sample + w.reserve as most
       from barometer_base b join wanted w using (stratum)
       join near on near.stratum = b.stratum and near.distance = ${DISTANCE}
       where b.reason is null and not b.asked),
     placed as (
       select *, rank <= sample as sampled, row_number() over (partition by rank <= sample order by digest) as place
       from ranked where rank <= most)
     insert into wave_member (wave_id, cycle_id, customer_id, stratum, inclusion_probability, position, role, planned_for)
     select $1, $2, id, stratum, probability, case when sampled then place else rank - sample end,
       case when sampled then 'sample' else 'reserve' end,
       case when sampled then ($9::timestamptz[])[1 + ((place - 1) * cardinality($9::timestamptz[]) / $10::bigint)] end
     from placed`;

/**
 * The base of a draw as a temporary table of the current transaction, and what is counted and drawn from it. All of it is
 * done by the database in sets: ten million people never pass through this program. `rules/draw.ts` says the same in words of
 * its own, and a test compares them.
 */
@Injectable()
export class FramesRepository {
  constructor(private readonly db: Database) {}

  /** Everyone known, with the reason why they cannot be asked when there is one. */
  async build({ channels, population, strata, seed, cycle, now }: FrameRequest): Promise<void> {
    const stratum = strata.length === 0 ? `'all'` : strata.map((one) => STRATUM[one]).join(` || ' / ' || `);
    await this.db.query(`set local work_mem = '128MB'`);
    await this.db.query(`create temporary table if not exists barometer_base (
      id uuid, stratum text, reason text, asked boolean, by_sms boolean, digest bytea) on commit drop`);
    await this.db.query('truncate barometer_base');
    await this.db.query(
      `insert into barometer_base
       select b.id, ${stratum},
         case when b.erased then 'erased'
              when $4::text[] is not null and coalesce(b.segment, '') <> all ($4) then 'other-segment'
              when $5::text[] is not null and coalesce(b.site_key, '') <> all ($5) then 'other-site'
              when $6::integer is not null and b.since > $3::date - $6 then 'too-recent'
              when r.reach && array['ok'] then null
              when r.reach && array['opted-out', 'no-consent'] then 'opted-out'
              when r.reach && array['invalid', 'blocked'] then 'invalid-contact'
              else 'no-contact' end,
         m.customer_id is not null,
         ${channels[0] === 'sms' ? `b.sms = 'ok'` : channels.includes('sms') ? `b.email <> 'ok' and b.sms = 'ok'` : 'false'},
         sha256(convert_to($7 || b.id::text, 'UTF8'))
       from customer_base($1) b
       cross join lateral (select array[${channels.map((one) => `b.${one}`).join(', ')}] as reach) r
       left join wave_member m on m.cycle_id = $2 and m.customer_id = b.id and (m.role = 'sample' or m.replaces is not null)`,
      [
        now,
        cycle.id,
        now,
        population.segments ?? null,
        population.sites ?? null,
        population.minSeniorityDays ?? null,
        `${seed}|${cycle.number}|`,
      ],
    );
    await this.#oneOfEachHousehold(now);
    await this.db.query('analyze barometer_base');
  }

  /** People by reason why they cannot be asked; `already-asked` in this cycle among them. */
  async excluded(): Promise<{ base: number; excluded: Record<string, number> }> {
    const rows = await this.db.query<{ reason: string | null; n: number }>(
      `select coalesce(reason, case when asked then 'already-asked' end) as reason, count(*)::int as n
       from barometer_base group by 1 order by 2 desc, 1`,
    );
    return {
      base: rows.reduce((sum, { n }) => sum + n, 0),
      excluded: Object.fromEntries(rows.flatMap(({ reason, n }) => (reason ? [[reason, n]] : []))),
    };
  }

  /** In the order of their keys. */
  strata(): Promise<FrameStratum[]> {
    return this.db.query(
      `select stratum as key, count(*)::int as population, count(*) filter (where not asked)::int as available,
         count(*) filter (where not asked and by_sms)::int as "bySms"
       from barometer_base where reason is null group by stratum order by stratum collate "C"`,
    );
  }

  /** Values customers really have, among those a population asks for. */
  async known({ segments = [], sites = [] }: Population): Promise<{ segments: string[]; sites: string[] }> {
    const [row] = await this.db.query<{ segments: string[]; sites: string[] }>(
      `select array(select s from unnest($1::text[]) s where exists (select from customer_base($3) b where b.segment = s and not b.erased)) as segments,
              array(select s from unnest($2::text[]) s where exists (select from customer_base($3) b where b.site_key = s and not b.erased)) as sites`,
      [segments, sites, new Date(0)],
    );
    return row ?? { segments: [], sites: [] };
  }

  /** Keeps the frame, sorted, and gives its hash: SHA-256 of the SHA-256 of each block after its heading. */
  async keep(wave: string): Promise<string> {
    await this.db.query(
      `insert into wave_frame (wave_id, stratum, asked, block, customers)
       select $1, stratum, asked, block, string_agg(uuid_send(id), ''::bytea order by id)
       from (select id, stratum, asked, (row_number() over (partition by stratum, asked order by id) - 1) / ${BLOCK} as block
             from barometer_base where reason is null) numbered
       group by stratum, asked, block`,
      [wave],
    );
    const [row] = await this.db.query<{ hash: string }>(
      `select encode(sha256(coalesce(string_agg(
         sha256(convert_to(stratum || '|' || asked::text || '|' || block::text || '|', 'UTF8') || customers), ''::bytea
         order by stratum collate "C", asked, block), ''::bytea)), 'hex') as hash
       from wave_frame where wave_id = $1`,
      [wave],
    );
    return row?.hash ?? '';
  }

  /**
   * Draws the members of a wave.
   * @param turn of the wave in its cycle, from 0; @param batches when each day's messages begin
   */
  async draw(
    wave: { id: string; cycle: string; turn: number; wavesPerCycle: number },
    strata: readonly DrawnStratum[],
    batches: readonly Date[],
  ): Promise<void> {
    await this.db.query(DRAW, [
      ...[wave.id, wave.cycle, wave.turn, wave.wavesPerCycle],
      strata.map(({ key }) => key),
      strata.map(({ sample }) => sample),
      strata.map(({ reserve }) => reserve),
      strata.map(({ inclusionProbability }) => inclusionProbability),
      batches,
      Math.max(
        1,
        strata.reduce((sum, { sample }) => sum + sample, 0),
      ),
    ]);
  }

  /** The frame a wave was drawn from, a block at a time, in the order of its hash. */
  async block(wave: string, n: number): Promise<FrameBlock | null> {
    const [row] = await this.db.query<FrameBlock>(
      `select stratum, asked, customers from wave_frame where wave_id = $1
       order by stratum collate "C", asked, block offset $2 limit 1`,
      [wave, n],
    );
    return row ?? null;
  }

  /** Records that share a phone or a mailbox are one person: who was asked stays, else the first. */
  async #oneOfEachHousehold(now: Date): Promise<void> {
    const shared = (key: string) => `
      select b.id, b.${key} as key from customer_base($1) b
      join (select ${key} from customer_base($1) where ${key} is not null group by 1
            having count(*) between 2 and ${HOUSEHOLD}) s on s.${key} = b.${key}`;
    await this.db.query(
      `update barometer_base set reason = 'same-person' where id in (
         select id from (
           select b.id, b.asked, row_number() over (partition by h.key order by b.asked desc, b.id) as place
           from (${shared('phone_key')} union all ${shared('email_key')}) h
           join barometer_base b on b.id = h.id where b.reason is null) held
         where place > 1 and not asked)`,
      [now],
    );
  }
}
