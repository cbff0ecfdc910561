import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';

export const KINDS = ['interaction', 'invitation', 'response', 'text', 'case', 'review', 'wave', 'opt-out'] as const;
export type Kind = (typeof KINDS)[number];

export interface TimelineRow {
  readonly kind: Kind;
  readonly id: string;
  readonly at: Date;
  /** Where in the order it stands, to the microsecond. */
  readonly position: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface HistoryRow {
  readonly subject: string;
  readonly name: string;
  readonly data: Readonly<Record<string, string | null>>;
  readonly actor: string;
  readonly at: Date;
}

/**
 * What waves of barometers did with a person: drawn into the sample or called up from the reserve (when another left), each time
 * put off, and replaced.
 */
const IN_WAVES = `(
    select 'wave-' || m.wave_id as id, coalesce((select min(f.at) from fact f where f.customer_id = m.replaces
        and f.name = 'wave.replaced' and f.subject = m.wave_id::text), w.drawn_at) as at, m.customer_id,
      case when m.role = 'sample' then 'drawn' else 'called-up' end as what, m.wave_id::text as wave_id,
      null::timestamptz as from_time, null::timestamptz as to_time, null as reason
    from wave_member m join barometer_wave w on w.id = m.wave_id where m.role = 'sample' or m.replaces is not null
    union all
    select 'move-' || id, moved_at, customer_id, 'moved', wave_id::text, from_time, to_time, reason from wave_move
    union all
    select 'fact-' || id, at, customer_id, 'replaced', subject, null, null, data ->> 'reason' from fact where name = 'wave.replaced')`;

/**
 * Texts that came from the phone of a person ($1), but for replies to what others of the household were asked: from their number as
 * it is, and from those we have written to.
 */
export const FROM_THEM = `inbound_message t left join sms_reply r on r.inbound_id = t.id left join invitation v on v.id = r.invitation_id
  where t.contact_key in (select phone_key from customer where id = $1 and phone_key is not null
      union select contact_key from message where customer_id = $1 and channel = 'sms')
    and length(t.body) > 0 and (v.customer_id is null or v.customer_id = $1)`;

/** Texts of a conversation: surveys and their reminders are told as invitations. Sealed; nothing is left of them once they are erased. */
const TEXTS = `(
    select 'sent-' || m.id as id, m.created_at as at, 'to' as direction, m.kind as read_as, m.body, m.status, null::jsonb as understood,
      null as handled
    from message m where m.customer_id = $1 and m.channel = 'sms' and m.kind not in ('invitation', 'reminder')
      and length(m.body) > 0 and not m.forgotten
    union all
    select 'received-' || t.id, t.received_at, 'from', case when t.read_as <> 'answer' then t.read_as else coalesce(r.read_as, 'unread') end,
      t.body, 'received', r.understood, r.handled from ${FROM_THEM})`;

const iso = (at: string, digits = 'MS') => `to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.${digits}"Z"')`;

/** Where each kind is kept: its rows, their time, and what is shown of them. Times inside are text, in UTC. */
const SOURCES: Readonly<Record<Kind, { from: string; id: string; at: string; data: string }>> = {
  interaction: {
    from: 'interaction i left join decision d on d.interaction_id = i.id where i.customer_id = $1',
    id: 'i.id::text',
    at: 'i.occurred_at',
    data: `'interaction', i.external_id, 'touchpoint', i.touchpoint_key, 'site', i.site_key, 'agent', i.agent, 'channel', i.channel,
      'decision', case when d.interaction_id is not null then jsonb_build_object('outcome', d.outcome, 'reason', d.reason, 'rule', d.rule,
        'nextEligibleAt', ${iso('d.next_eligible_at')}, 'invitation', d.invitation_id) end`,
  },
  invitation: {
    from: 'invitation v where v.customer_id = $1',
    id: 'v.id::text',
    at: 'v.created_at',
    data: `'status', v.status, 'channel', v.channel, 'touchpoint', v.touchpoint_key, 'site', v.site_key, 'temperature', v.temperature,
      'interaction', (select external_id from interaction i where i.id = v.interaction_id), 'sendAt', ${iso('v.send_at')}, 'cause', v.cause`,
  },
  response: {
    from: 'response r where r.customer_id = $1',
    id: 'r.id::text',
    at: 'r.answered_at',
    data: `'invitation', r.invitation_id, 'touchpoint', r.touchpoint_key, 'site', r.site_key, 'temperature', r.temperature, 'metric', r.metric, 'score', r.score,
      'comment', r.comment, 'answers', r.answers, 'complete', r.complete, 'version', r.version, 'language', r.language`,
  },
  text: {
    from: `${TEXTS} x where true`,
    id: 'x.id',
    at: 'x.at',
    data: `'direction', x.direction, 'readAs', x.read_as, 'status', x.status, 'understood', x.understood, 'handled', x.handled,
      'sealed', encode(x.body, 'base64')`,
  },
  case: {
    from: 'callback_case c where c.customer_id = $1',
    id: 'c.id::text',
    at: 'c.opened_at',
    data: `'status', c.status, 'priority', c.priority, 'reason', c.reason, 'response', c.response_id, 'site', c.site_key,
      'firstContactDueAt', ${iso('c.first_contact_due_at')}, 'resolutionDueAt', ${iso('c.resolution_due_at')}, 'outcome', c.outcome`,
  },
  review: {
    from: 'review w where w.customer_id = $1',
    id: 'w.id::text',
    at: 'w.created_at',
    data: `'status', w.status, 'response', w.response_id, 'site', w.site_key, 'scale', w.scale, 'score', w.score, 'text', w.text,
      'publishedAt', ${iso('w.published_at')}`,
  },
  wave: {
    from: `${IN_WAVES} e join barometer_wave w on w.id::text = e.wave_id
      join barometer_programme p on p.key = w.programme_key where e.customer_id = $1`,
    id: 'e.id',
    at: 'e.at',
    data: `'what', e.what, 'barometer', p.key, 'name', p.name, 'wave', w.number, 'from', ${iso('e.from_time')}, 'to', ${iso('e.to_time')},
      'reason', e.reason`,
  },
  'opt-out': {
    from: `fact f where f.customer_id = $1 and f.name in ('customer.opted-out', 'customer.opted-in', 'customer.suppressed')`,
    id: `'fact-' || f.id`,
    at: 'f.at',
    data: `'what', substr(f.name, length('customer.') + 1), 'channel', f.data ->> 'channel', 'source', coalesce(f.data ->> 'source', f.data ->> 'cause'),
      'actor', f.actor`,
  },
};

/** One person's life with us, whatever station kept it. */
@Injectable()
export class TimelineRepository {
  constructor(private readonly db: Database) {}

  /** Newest first, one row more than asked for; each kind is read no further than the page needs. */
  async list(
    customer: string,
    kinds: readonly Kind[],
    before: readonly [at: string, id: string] | null,
    limit: number,
  ): Promise<TimelineRow[]> {
    const parts = kinds.map((kind) => {
      const { from, id, at, data } = SOURCES[kind];
      return `(select '${kind}' as kind, ${id} as id, ${at} as at, jsonb_build_object(${data}) as data from ${from}
        and ($2::timestamptz is null or (${at}, ${id}) < ($2, $3::text)) order by ${at} desc, ${id} desc limit $4)`;
    });
    return this.db.query<TimelineRow>(
      `select kind, id, at, ${iso('at', 'US')} as position, data from (${parts.join(' union all ')}) as event
       order by event.at desc, id desc limit $4`,
      [customer, before?.[0] ?? null, before?.[1] ?? null, limit + 1],
    );
  }

  /** What was told of these, oldest first. */
  async history(subjects: readonly string[]): Promise<HistoryRow[]> {
    if (subjects.length === 0) return [];
    return this.db.query<HistoryRow>(
      `select subject, name, data, actor, at from fact
       where subject = any($1::text[]) and name in ('invitation.planned', 'invitation.held', 'invitation.moved', 'case.opened', 'case.moved',
         'case.attempted', 'case.escalated', 'review.submitted', 'review.moved', 'review.replied')
       order by id`,
      [subjects],
    );
  }

  /** How many times the person was, or will be, asked since then, under any of their contact points. */
  async asked(personKeys: readonly Buffer[], since: Date): Promise<number> {
    const [row] = await this.db.query<{ n: number }>(
      `select count(distinct p.invitation_id)::integer as n from pressure_ledger l
       join pressure_place p on p.invitation_id = l.invitation_id
       where l.contact_key = any($1::bytea[]) and coalesce(p.sent_at, p.due_at, p.taken_at) >= $2 and p.released_at is null`,
      [personKeys, since],
    );
    return row?.n ?? 0;
  }
}
