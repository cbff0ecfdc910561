import { Injectable } from '@nestjs/common';
import type { Channel } from '#customers';
import { Database } from '#platform/database';
import { taken } from './members.repository.ts';
import { countsOf, type Alike, type FrameCounts } from './rules/frame.ts';
import type { Population, Programme, Stratifier } from './rules/programme.ts';

export interface FrameRequest extends Pick<Programme, 'kind' | 'population' | 'seed'> {
  readonly channels: readonly Channel[];
  readonly strata: readonly Stratifier[];
  readonly cycle: { readonly id: string | null; readonly number: number };
  readonly now: Date;
}

export interface DrawnStratum {
  readonly key: string;
  readonly sample: number;
  readonly reserve: number;
  readonly inclusionProbability: number;
}

/** Ids of a block: a few hundred kilobytes at most. */
const BLOCK = 10_000;
/** Bytes kept of a digest: enough that no two people ever have the same. */
const DIGEST = 16;

/** Each stratifier in SQL, of a row `b` of `customer_base`; $1 is now. */
const STRATUM: Readonly<Record<Stratifier, string>> = {
  segment: `coalesce(b.segment, '-')`,
  site: `coalesce(b.site_key, '-')`,
  seniority: `case when b.since > $1::date - 365 then 'under-1' when b.since > $1::date - 3 * 365 then '1-to-3'
    when b.since > $1::date - 10 * 365 then '3-to-10' else 'over-10' end`,
};

/** Everyone known, with the reason why they cannot be asked when there is one; but for records of the same person. */
const peopleOf = ({ kind, channels, strata }: FrameRequest, only = '') => `
  select b.id, b.external_id, ${strata.length === 0 ? `'all'` : strata.map((one) => STRATUM[one]).join(` || ' / ' || `)} as stratum,
    case when b.erased then 'erased'
         ${kind === 'customers' ? `when b.insider then 'employee'` : ''}
         when $3::text[] is not null and coalesce(b.segment, '') <> all ($3) then 'other-segment'
         when $4::text[] is not null and coalesce(b.site_key, '') <> all ($4) then 'other-site'
         when $5::integer is not null and b.since > $1::date - $5::integer then 'too-recent'
         when ${some(channels, 'ok')} then null
         when ${some(channels, 'opted-out', 'no-consent')} then 'opted-out'
         when ${some(channels, 'invalid', 'blocked')} then 'invalid-contact'
         else 'no-contact' end as reason,
    m.customer_id is not null as asked,
    ${channels[0] === 'sms' ? `b.sms = 'ok'` : channels.includes('sms') ? `b.email <> 'ok' and b.sms = 'ok'` : 'false'} as by_sms
  from customer_base($1) b
  left join wave_member m on m.cycle_id = $2 and m.customer_id = b.id and ${taken('m')}
  where ${kind === 'employees' ? 'b.employee' : 'true'} ${only}`;

/** Of a lot: the number of the stratum, whether they were asked, and the digest, so that one order serves all. */
const digestIn = (b: string) => `substring(${b}.lot from 6)`;

/** Records to be left out, of which another stands for the same person. */
const TWINS = 'select id from barometer_twin';

/** First 32 bits of a digest. */
const TURN = `(get_byte(digest, 0)::bigint << 24 | get_byte(digest, 1) << 16 | get_byte(digest, 2) << 8 | get_byte(digest, 3))`;

/**
 * Draws: in each stratum by distance of turn, then by lot, which is by digest. Only the turns that are needed are sorted. $1 wave, $2 cycle,
 * $3 to $6 the strata, $7 batches, $8 size of the sample.
 */
const DRAW = `with wanted as materialized (
    select s.stratum, w.* from unnest($3::text[], $4::int[], $5::int[], $6::float8[]) as w(key, sample, reserve, probability)
    join barometer_stratum s using (key)),
  near as materialized (
    select stratum, distance from (
      select stratum, distance, coalesce(sum(n) over (partition by stratum order by distance
               rows between unbounded preceding and 1 preceding), 0) as before
      from (select stratum, distance, count(*) as n from barometer_base where not asked group by 1, 2) counted) summed
    join wanted w using (stratum) where before < w.sample + w.reserve),
  ranked as (
    select b.id, w.key, ${digestIn('b')} as digest, w.sample, w.probability, w.sample + w.reserve as most,
      row_number() over (partition by b.stratum order by b.distance, b.lot) as rank
    from barometer_base b join wanted w using (stratum) join near using (stratum, distance) where not b.asked),
  placed as (
    select *, rank <= sample as sampled, row_number() over (partition by rank <= sample order by digest) as place
    from ranked where rank <= most)
  insert into wave_member (wave_id, cycle_id, customer_id, digest, stratum, inclusion_probability, position, role, planned_for)
  select $1, $2, id, digest, key, probability, case when sampled then place else rank - sample end,
    case when sampled then 'sample' else 'reserve' end,
    case when sampled then ($7::timestamptz[])[1 + ((place - 1) * cardinality($7::timestamptz[]) / $8::bigint)] end
  from placed`;

/**
 * The base of a draw, counted and drawn from by the database in sets: ten million people never pass through this program.
 * Works on temporary tables of the current transaction. `rules/draw.ts` says the same in words of its own, and a test
 * compares them.
 */
@Injectable()
export class FramesRepository {
  constructor(private readonly db: Database) {}

  /** People by stratum and by reason why they cannot be asked; `already-asked` in this cycle among them. */
  async count(request: FrameRequest): Promise<FrameCounts> {
    await this.db.query(`set local work_mem = '128MB'`);
    await this.#findTwins(request);
    const rows = await this.db.query<Alike>(
      `select stratum, reason, asked, count(*)::int as n, count(*) filter (where by_sms)::int as sms
       from (${peopleOf(request)}) p group by 1, 2, 3 order by stratum collate "C"`,
      parametersOf(request),
    );
    const twins = await this.db.query<Pick<Alike, 'stratum' | 'n' | 'sms'>>(
      `select stratum, count(*)::int as n, count(*) filter (where by_sms)::int as sms
       from (${peopleOf(request, `and b.id in (${TWINS})`)}) p group by 1`,
      parametersOf(request),
    );
    return countsOf(rows, twins);
  }

  /**
   * Lays out whom the wave may draw from, after `count`.
   * @param strata their keys, in their order; @param turn of the wave in its cycle, from 0
   */
  async lay(request: FrameRequest, strata: readonly string[], turn: number, wavesPerCycle: number): Promise<void> {
    await this.db.query('drop table if exists barometer_stratum, barometer_base');
    await this.db.query('create temporary table barometer_stratum (stratum integer, key text) on commit drop');
    await this.db.query(
      'insert into barometer_stratum select n, key from unnest($1::text[]) with ordinality s(key, n)',
      [strata],
    );
    const lots = `select id, n as stratum, asked, ((${TURN} - $7::bigint + $8::bigint) % $8::bigint)::smallint as distance,
        int4send(n) || case when asked then '\\x01'::bytea else '\\x00'::bytea end || digest as lot
      from (select p.id, p.asked, s.n::integer, substring(sha256(convert_to($6 || p.external_id, 'UTF8')) for ${DIGEST}) as digest
            from (${peopleOf(request)}) p join unnest($9::text[]) with ordinality s(key, n) on s.key = p.stratum
            where p.reason is null offset 0) lots`;
    const values = [...parametersOf(request), `${request.seed}|${request.cycle.number}|`, turn, wavesPerCycle, strata];
    // Several processes read for a table that is made so, and one for an insert.
    await this.db.query(`create temporary table barometer_base on commit drop as ${await this.#written(lots, values)}`);
    await this.db.query(`delete from barometer_base where id in (${TWINS})`);
    await this.db.query('analyze barometer_stratum, barometer_base');
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

  /** Keeps the frame in the order of its digests, and gives its hash: SHA-256 of the SHA-256 of each block after its heading. */
  async keep(wave: string): Promise<string> {
    await this.db.query(
      `insert into wave_frame (wave_id, stratum, asked, block, customers, digests)
       select $1, s.key, f.asked, f.block, f.customers, f.digests
       from (select min(stratum) as stratum, bool_or(asked) as asked, (slot - min(first)) / ${BLOCK} as block,
               string_agg(uuid_send(id), ''::bytea order by lot) as customers,
               string_agg(${digestIn('n')}, ''::bytea order by lot) as digests
             from (select b.*, g.first, g.first + (b.place - g.first) / ${BLOCK} * ${BLOCK} as slot
                   from (select id, lot, stratum, asked, row_number() over (order by lot) - 1 as place from barometer_base) b
                   join (select stratum, asked, (sum(count(*)) over (order by stratum, asked) - count(*))::bigint as first
                         from barometer_base group by 1, 2) g using (stratum, asked)) n
             group by slot) f
       join barometer_stratum s using (stratum)`,
      [wave],
    );
    const [row] = await this.db.query<{ hash: string }>(
      `select encode(sha256(coalesce(string_agg(
         sha256(convert_to(stratum || '|' || asked::text || '|' || block::text || '|', 'UTF8') || digests), ''::bytea
         order by stratum collate "C", asked, block), ''::bytea)), 'hex') as hash
       from wave_frame where wave_id = $1`,
      [wave],
    );
    return row?.hash ?? '';
  }

  /** @param batches when each day's messages begin */
  async draw(
    wave: { id: string; cycle: string },
    strata: readonly DrawnStratum[],
    batches: readonly Date[],
  ): Promise<void> {
    await this.db.query(DRAW, [
      ...[wave.id, wave.cycle],
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
    // What the database knew of the table is of the time before: its first batches would be looked up a hundred times slower.
    await this.db.query('analyze wave_member');
  }

  /** A statement that takes no parameters, with its values written into it by the database's own hand. */
  async #written(statement: string, values: readonly unknown[]): Promise<string> {
    const [row] = await this.db.query<{ written: string[] }>(
      `select array[${values.map((_, n) => `quote_nullable($${n + 1}::text)`).join(', ')}] as written`,
      values,
    );
    return statement.replaceAll(/\$(\d+)/g, (_, n: string) => row?.written[Number(n) - 1] ?? 'null');
  }

  /** Records that share a phone or a mailbox are one person: who was asked stays, else the first. */
  async #findTwins(request: FrameRequest): Promise<void> {
    await this.db.query('create temporary table if not exists barometer_holder (id uuid, key bytea) on commit drop');
    await this.db.query('create temporary table if not exists barometer_twin (id uuid primary key) on commit drop');
    await this.db.query('truncate barometer_holder, barometer_twin');
    await this.db.query('insert into barometer_holder select id, key from customer_sharing()');
    await this.db.query(
      `insert into barometer_twin
       select distinct id from (
         select p.id, p.asked, row_number() over (partition by h.key order by p.asked desc, p.external_id collate "C") as place
         from barometer_holder h join (${peopleOf(request, 'and b.id in (select id from barometer_holder)')}) p using (id)
         where p.reason is null) held
       where place > 1 and not asked`,
      parametersOf(request),
    );
  }
}

function parametersOf({ now, cycle, population }: FrameRequest): unknown[] {
  const { segments = null, sites = null, minSeniorityDays = null } = population;
  return [now, cycle.id, segments, sites, minSeniorityDays];
}

/** Whether one of the channels reaches the person so. */
function some(channels: readonly Channel[], ...reach: string[]): string {
  return channels.map((channel) => `b.${channel} in ('${reach.join("', '")}')`).join(' or ');
}
