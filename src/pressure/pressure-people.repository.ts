import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { LONGEST_HELD_DAYS } from './rules/judge.ts';
import type { PressureRule } from './rules/policy.ts';

/** Customers who are one person with others, side by side with the name of that person. */
export interface Linked {
  readonly customers: readonly string[];
  readonly persons: readonly string[];
}

/** So many days, and the first instant of the first of them. */
export interface Span {
  readonly days: number;
  readonly since: Date;
}

/** How many people were asked so many times in so many days. */
export interface Bar {
  readonly days: number;
  readonly asked: number;
  readonly people: number;
}

/** Of those asked for the nth time within the year, how many answered. */
export interface Nth {
  readonly nth: number;
  readonly asked: number;
  readonly answered: number;
}

export interface Close {
  readonly person: string;
  readonly customer: string;
  readonly count: number;
  readonly last: Date;
}

const GOES_AT = 'coalesce(p.sent_at, p.due_at, p.taken_at)';
/** Places that stand, whose message went out since $3 or is to go, each under the person who holds it. $1, $2: the linked customers and their persons. */
const HELD = `select coalesce(linked.person, p.customer_id::text) as person, p.customer_id, p.invitation_id, p.touchpoint_key, p.temperature,
    p.channel, ${GOES_AT} as goes_at, p.answered_at, p.reminders
  from pressure_place p left join unnest($1::uuid[], $2::text[]) as linked(customer_id, person) using (customer_id)
  where p.released_at is null and p.taken_at >= $3::timestamptz - make_interval(days => ${LONGEST_HELD_DAYS}) and ${GOES_AT} >= $3`;
const DAY_MS = 86_400_000;
const MANY = 10;
/** An answer that comes later than that is rare: younger questions would count as not answered. */
const SETTLED_DAYS = 7;

/** How often people were asked, over everybody. */
@Injectable()
export class PressurePeopleRepository {
  constructor(private readonly db: Database) {}

  /** Ten times and more count as ten. Whoever was asked within the longest time is in each of them. */
  async bars(spans: readonly Span[], { customers, persons }: Linked): Promise<Bar[]> {
    const [days, since] = [spans.map((span) => span.days), spans.map((span) => span.since)];
    return this.db.query<Bar>(
      `select days, least(n, ${MANY})::integer as asked, count(*)::integer as people
       from (select person, days, count(*) filter (where goes_at >= since) as n
             from (${HELD}) held cross join unnest($4::integer[], $5::timestamptz[]) as span(days, since) group by person, days) counted
       group by 1, 2 order by 1, 2`,
      [customers, persons, new Date(Math.min(...since.map((at) => at.getTime()))), days, since],
    );
  }

  async answersByNth(days: number, { customers, persons }: Linked, now: Date): Promise<Nth[]> {
    return this.db.query<Nth>(
      `select least(n, ${MANY})::integer as nth, count(*)::integer as asked, count(answered_at)::integer as answered
       from (select answered_at, goes_at, row_number() over (partition by person order by goes_at, invitation_id) as n
             from (${HELD}) held) numbered
       where goes_at < $4 group by 1 order by 1`,
      [customers, persons, new Date(now.getTime() - days * DAY_MS), new Date(now.getTime() - SETTLED_DAYS * DAY_MS)],
    );
  }

  /**
   * People who hold all places of a rule but one, or more; the fullest first. As the rule counts: reminders where it says so, and
   * the records of a household apart where it says so. A reminder in the window may be about a place of before it.
   */
  async close(
    { scope, cap, countReminders = false, apart = false }: PressureRule,
    since: Date,
    { customers, persons }: Linked,
    page: { readonly after: readonly (string | number | null)[] | null; readonly limit: number },
  ): Promise<Close[]> {
    const [kind, of = ''] = scope.split(':');
    const [count, last, person] = page.after ?? [null, null, null];
    return this.db.query<Close>(
      `select * from (
         select case when $11 then customer_id::text else person end as person, min(customer_id::text) as customer,
           sum(case when goes_at >= $12 then 1 else 0 end
             + case when $13 then (select count(*) from unnest(reminders) as at where at >= $12) else 0 end)::integer as count,
           max(goes_at) as last
         from (${HELD}) held
         where case $4 when 'all' then true when 'touchpoint' then touchpoint_key = $5 when 'channel' then channel = $5 else temperature = $4 end
         group by 1) counted
       where count >= $6 and ($7::integer is null or (count, last, person) < ($7, $8::timestamptz, $9::text))
       order by count desc, last desc, person desc limit $10`,
      [
        ...[customers, persons, countReminders ? new Date(since.getTime() - LONGEST_HELD_DAYS * DAY_MS) : since],
        ...[kind, of, Math.max(1, cap - 1), count, last, person, page.limit, apart, since, countReminders],
      ],
    );
  }
}
