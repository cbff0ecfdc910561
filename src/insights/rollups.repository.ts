import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { SCALES } from '#platform/values';

const scales = SCALES.map((scale) => `'${scale}'`).join(', ');
const isScale = SCALES.map((scale) => `@.kind == "${scale}"`).join(' || ');
const day = (at: string) => `(${at} at time zone 'UTC')::date`;
const start = (of: string) => `${of}::timestamp at time zone 'UTC'`;

/**
 * Answers counted by cell and score, from the rows themselves. Every scale a questionnaire asks on is counted, by its first
 * question on it: a barometer that asks for recommendation and for satisfaction measures both.
 */
export const scoresOf = (where: string, rows = 'response r') => `
  select ${day('r.answered_at')} as day, r.temperature, coalesce(r.touchpoint_key, '') as touchpoint_key, coalesce(r.site_key, '') as site_key,
    coalesce(r.segment, '') as segment, coalesce(i.channel, r.channel) as channel, given.metric, given.score, count(*)::integer as n
  from ${rows}
  left join invitation i on i.id = r.invitation_id
  join questionnaire_version v on v.id = r.questionnaire_version_id
  cross join lateral (
    select distinct on (asked.question ->> 'kind') asked.question ->> 'kind' as metric,
      (r.answers ->> (asked.question ->> 'key'))::smallint as score
    from jsonb_array_elements(v.questions) with ordinality as asked(question, place)
    where asked.question ->> 'kind' in (${scales}) and jsonb_typeof(r.answers -> (asked.question ->> 'key')) = 'number'
    order by asked.question ->> 'kind', asked.place) given
  where ${where}
  group by 1, 2, 3, 4, 5, 6, 7, 8`;

/**
 * Invitations counted by cell and by how far they came, from the rows themselves (domain 1.5): without a receipt they count as
 * delivered; answered is the question of the metric answered, the rest perhaps not.
 */
export const funnelOf = (where: string, rows = 'invitation i') => `
  select ${day('i.sent_at')} as day, i.temperature, coalesce(i.touchpoint_key, '') as touchpoint_key, coalesce(i.site_key, '') as site_key,
    coalesce(i.segment, '') as segment, i.channel, i.questionnaire_version_id,
    count(*)::integer as sent,
    count(*) filter (where reached.yes)::integer as delivered,
    count(*) filter (where reached.yes and (i.opened_at is not null or r.id is not null))::integer as opened,
    count(*) filter (where reached.yes and reached.answered)::integer as answered
  from ${rows}
  join questionnaire_version v on v.id = i.questionnaire_version_id
  left join response r on r.invitation_id = i.id
  cross join lateral (
    select i.status not in ('bounced', 'failed') as yes,
      r.score is not null or r.id is not null and not jsonb_path_exists(v.questions, '$[*] ? (${isScale})') as answered) reached
  where i.sent_at is not null and not i.anonymous and ${where}
  group by 1, 2, 3, 4, 5, 6, 7`;

const SCORE_KEY = 'day, temperature, metric, touchpoint_key, site_key, segment, channel, score';
const FUNNEL_KEY = 'day, temperature, touchpoint_key, site_key, segment, channel, questionnaire_version_id';
const STEPS = 'sent, delivered, opened, answered';
export const SCORE_CELL = `${SCORE_KEY}, n`;
export const FUNNEL_CELL = `${FUNNEL_KEY}, ${STEPS}`;

/** The rows of the cells `touched(day, touchpoint, site)`. `offset 0` keeps them apart: each cell is one range of an index. */
const inCells = (table: string, row: string, at: string) =>
  `touched t cross join lateral (
     select * from ${table} where coalesce(touchpoint_key, '') = t.touchpoint and coalesce(site_key, '') = t.site
       and ${at} >= ${start('t.day')} and ${at} < ${start('(t.day + 1)')} offset 0) ${row}`;

/** Keeps what was counted and drops what is no more, in one statement. */
const replace = (table: string, key: string, values: string) => `
  kept as (
    insert into ${table} (${key}, ${values}) select ${key}, ${values} from counted
    on conflict (${key}) do update set (${values}) = row (${excluded(values)})
    where (${own(table, values)}) is distinct from (${excluded(values)}))
  delete from ${table} old using touched t
  where old.day = t.day and old.touchpoint_key = t.touchpoint and old.site_key = t.site
    and not exists (select from counted c where (${own('c', key)}) = (${own('old', key)}))`;

const own = (row: string, columns: string) =>
  columns
    .split(', ')
    .map((column) => `${row}.${column}`)
    .join(', ');
const excluded = (columns: string) => own('excluded', columns);

/** Writes the rollups, and nothing else. */
@Injectable()
export class RollupsRepository {
  constructor(private readonly db: Database) {}

  /** Until the transaction ends nobody else counts: whoever counts last has seen most. */
  async lock(): Promise<void> {
    await this.db.query(`select pg_advisory_xact_lock(hashtextextended('insights rollups', 0))`);
  }

  /** Counts anew the cells these answers are in, and those they were in when they were given. */
  async recountScores(responses: readonly string[]): Promise<void> {
    await this.db.run(
      `with of as (
         select id, answered_at, coalesce(touchpoint_key, '') as touchpoint, coalesce(site_key, '') as site
         from response where id = any($1::uuid[])),
       touched as (
         select ${day('answered_at')} as day, touchpoint, site from of
         union
         select ${day('f.at')}, touchpoint, site from of
         join fact f on f.subject = of.id::text and f.name = 'response.submitted'),
       counted as (${scoresOf('true', inCells('response', 'r', 'answered_at'))}),
       ${replace('score_rollup', SCORE_KEY, 'n')}`,
      [responses],
    );
  }

  /** Counts anew the cells these invitations are in, and those of days on which they went out before. */
  async recountFunnel(invitations: readonly string[]): Promise<void> {
    await this.db.run(
      `with of as (
         select id, sent_at, coalesce(touchpoint_key, '') as touchpoint, coalesce(site_key, '') as site
         from invitation where id = any($1::uuid[])),
       touched as (
         select ${day('sent_at')} as day, touchpoint, site from of where sent_at is not null
         union
         select ${day('f.at')}, touchpoint, site from of
         join fact f on f.subject = of.id::text and f.name = 'invitation.moved'
           and f.data ->> 'to' in ('sent', 'delivered', 'opened', 'answered')),
       counted as (${funnelOf('true', inCells('invitation', 'i', 'sent_at'))}),
       ${replace('funnel_rollup', FUNNEL_KEY, STEPS)}`,
      [invitations],
    );
  }

  /** Answers of these people as they were given; `waiting` while their station has not yet forgotten whose they were. */
  async answersOf(customers: readonly string[]): Promise<{ ids: string[]; waiting: boolean }> {
    const rows = await this.db.query<{ id: string; waiting: boolean }>(
      `select r.id, r.customer_id is not null as waiting from fact f join response r on r.id::text = f.subject
       where f.customer_id = any($1::uuid[]) and f.name = 'response.submitted'`,
      [customers],
    );
    return { ids: rows.map(({ id }) => id), waiting: rows.some(({ waiting }) => waiting) };
  }

  /** The first day of each month, oldest first, that has anything to count or was counted before. */
  async months(): Promise<string[]> {
    const rows = await this.db.query<{ month: string }>(
      `with bounds as (
         select min(at) as first, max(at) as last from (
           select min(${day('answered_at')}) from response union all select max(${day('answered_at')}) from response
           union all select min(${day('sent_at')}) from invitation union all select max(${day('sent_at')}) from invitation
           union all select min(day) from score_rollup union all select max(day) from score_rollup
           union all select min(day) from funnel_rollup union all select max(day) from funnel_rollup) as ends(at))
       select month::date::text as month from bounds,
         generate_series(date_trunc('month', first::timestamp), last::timestamp, interval '1 month') as month`,
    );
    return rows.map(({ month }) => month);
  }

  /** Counts a whole month anew, whatever was kept of it. @returns how many cells were not as they should be */
  async rebuild(month: string): Promise<number> {
    const within = (at: string) =>
      `${at} >= ${start('$1::date')} and ${at} < ($1::date + interval '1 month') at time zone 'UTC'`;
    let wrong = 0;
    for (const [table, key, values, counted] of [
      ['score_rollup', SCORE_KEY, 'n', scoresOf(within('r.answered_at'))],
      ['funnel_rollup', FUNNEL_KEY, STEPS, funnelOf(within('i.sent_at'))],
    ] as const) {
      const kept = `select ${key}, ${values} from ${table} where day >= $1::date and day < $1::date + interval '1 month'`;
      const [row] = await this.db.query<{ n: number }>(
        `with right_ones as (select ${key}, ${values} from (${counted}) as counted), kept as (${kept})
         select count(*)::integer as n from (
           select ${key} from (table right_ones except table kept) as missing
           union select ${key} from (table kept except table right_ones) as astray) as cells`,
        [month],
      );
      wrong += row?.n ?? 0;
      if (row?.n === 0) continue;
      await this.db.run(`delete from ${table} where day >= $1::date and day < $1::date + interval '1 month'`, [month]);
      await this.db.run(
        `insert into ${table} (${key}, ${values}) select ${key}, ${values} from (${counted}) as counted`,
        [month],
      );
    }
    return wrong;
  }
}
