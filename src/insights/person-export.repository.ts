import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { FROM_THEM } from './timeline.repository.ts';

/** A text to or from the person, sealed. */
export interface SealedText {
  readonly direction: 'to' | 'from';
  readonly channel: string;
  readonly kind: string;
  readonly subject: string | null;
  readonly body: Buffer;
  readonly status: string;
  readonly at: Date;
}

export const SECTIONS = ['interactions', 'invitations', 'answers', 'cases', 'reviews', 'barometers', 'events'] as const;
export type Section = (typeof SECTIONS)[number];

const rowsOf = (from: string, order = 'at') =>
  `select coalesce(jsonb_agg(to_jsonb(part) order by part.${order}), '[]') from (${from}) part`;

/** What each station keeps of a person ($1), in the order of their life. Ids are those of the API. */
const PARTS: Readonly<Record<Section, string>> = {
  interactions: rowsOf(
    `select i.external_id as id, i.touchpoint_key as touchpoint, i.site_key as site, i.agent, i.channel, i.occurred_at as at,
       i.measures, i.attributes, to_jsonb(d) - '{interaction_id,customer_id}'::text[] as decision
     from interaction i left join decision d on d.interaction_id = i.id where i.customer_id = $1`,
  ),
  invitations: rowsOf(
    `select v.id, v.touchpoint_key as touchpoint, v.channel, v.status, v.cause, v.send_at as "sendAt", v.created_at as at
     from invitation v where v.customer_id = $1`,
  ),
  answers: rowsOf(
    `select r.id, r.invitation_id as invitation, r.touchpoint_key as touchpoint, r.answers, r.comment, r.channel, r.language,
       r.complete, r.version, r.answered_at as at, r.updated_at as "updatedAt",
       (select jsonb_agg(jsonb_build_object('answers', s.answers, 'at', s.received_at, 'origin', s.origin, 'takenFor', s.label)
          order by s.received_at) from submission s where s.response_id = r.id) as submissions
     from response r where r.customer_id = $1`,
  ),
  cases: rowsOf(
    `select c.id, c.status, c.reason, c.outcome, c.root_cause as "rootCause", c.action, c.gesture, c.opened_at as at, c.closed_at as "closedAt",
       (select jsonb_agg(jsonb_build_object('outcome', a.outcome, 'note', a.note, 'at', a.at) order by a.at)
          from callback_attempt a where a.case_id = c.id) as attempts,
       (select jsonb_agg(jsonb_build_object('text', n.text, 'at', n.at) order by n.at) from callback_note n where n.case_id = c.id) as notes
     from callback_case c where c.customer_id = $1`,
  ),
  reviews: rowsOf(
    `select w.id, w.status, w.score, w.scale, w.text, w.display_name as "displayName", w.consent, w.refusal, w.reply, w.created_at as at,
       w.published_at as "publishedAt",
       (select jsonb_agg(jsonb_build_object('text', o.text, 'displayName', o.display_name, 'score', o.score, 'until', o.replaced_at)
          order by o.version) from review_version o where o.review_id = w.id) as earlier
     from review w where w.customer_id = $1`,
  ),
  barometers: rowsOf(
    `select b.programme_key as barometer, b.number as wave, m.role, m.state, m.reason, m.planned_for as at, m.invitation_id as invitation,
       (select jsonb_agg(jsonb_build_object('at', v.moved_at, 'from', v.from_time, 'to', v.to_time, 'reason', v.reason) order by v.id)
          from wave_move v where v.wave_id = m.wave_id and v.customer_id = m.customer_id) as moves
     from wave_member m join barometer_wave b on b.id = m.wave_id
     where m.customer_id = $1 and m.planned_for is not null`,
  ),
  events: rowsOf(`select f.name, f.subject, f.data, f.actor, f.at, f.id from fact f where f.customer_id = $1`, 'id'),
};

/** All that is kept of one person, whatever station keeps it. */
@Injectable()
export class PersonExportRepository {
  constructor(private readonly db: Database) {}

  async read(customer: string): Promise<Record<Section, unknown[]>> {
    const [row] = await this.db.query<Record<Section, unknown[]>>(
      `select ${SECTIONS.map((section) => `(${PARTS[section]}) as "${section}"`).join(', ')}`,
      [customer],
    );
    return row as Record<Section, unknown[]>;
  }

  /** What was written to them, and what came from their phone but for replies to what others of the household were asked, oldest first. */
  async texts(customer: string): Promise<SealedText[]> {
    return this.db.query<SealedText>(
      `select 'to' as direction, channel, kind, subject, body, status, created_at as at from message where customer_id = $1
       union all
       select 'from', 'sms', coalesce(t.read_as, r.read_as, 'unread'), null, t.body, 'received', t.received_at
       from ${FROM_THEM}
       order by at`,
      [customer],
    );
  }
}
