import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { memberLifecycle, type MemberState } from './rules/lifecycle.ts';

/** Somebody whose turn has come. */
export interface DueMember {
  readonly wave: string;
  readonly customer: string;
  readonly stratum: string;
}

export interface MemberRow {
  readonly customer: string;
  readonly stratum: string;
  readonly position: number;
  readonly role: 'sample' | 'reserve';
  readonly state: MemberState;
  readonly plannedFor: Date | null;
  readonly invitation: string | null;
  readonly inclusionProbability: number;
  readonly replaces: string | null;
  readonly replacedBy: string | null;
  readonly reason: string | null;
}

/** Someone of a draw as a stranger may see them. */
export type DrawnRow = Omit<MemberRow, 'customer' | 'invitation'> & { readonly digest: string };

/** In the sample: drawn into it, or called up from the reserve. */
export const COUNTS = `(role = 'sample' or replaces is not null)`;

/** Asked in the cycle, or still to be. Whoever left the sample before a message went to them is free for its later waves. */
export const taken = (m: string) =>
  `((${m}.role = 'sample' or ${m}.replaces is not null) and ${m}.state <> 'unasked' and (${m}.state <> 'replaced' or ${m}.invited_at is not null))`;

/** A reserve has an order of its own in each stratum. */
const OWN_ORDER = `case when role = 'reserve' then stratum else '' end collate "C"`;

const PAGE = 5_000;

/** The people of a wave, one row each; every move is a conditional update. */
@Injectable()
export class MembersRepository {
  constructor(private readonly db: Database) {}

  /** Those of open waves whose batch has begun, in their order, taken by nobody else; no wave is paused meanwhile. */
  lockDue(now: Date, limit: number): Promise<DueMember[]> {
    return this.db.query(
      `select m.wave_id as wave, m.customer_id as customer, m.stratum from wave_member m
       join barometer_wave w on w.id = m.wave_id and w.state = 'open'
       where m.state in ('waiting', 'moved') and m.planned_for <= $1 and w.closes_at > $1
       order by m.planned_for, m.position, m.customer_id limit $2 for update of m skip locked for share of w`,
      [now, limit],
    );
  }

  /** Those drawn to be asked, and when. */
  planned(wave: string): Promise<{ customer: string; plannedFor: Date }[]> {
    return this.db.query(
      `select customer_id as customer, planned_for as "plannedFor" from wave_member
       where wave_id = $1 and state in ('waiting', 'moved') and planned_for is not null and ${COUNTS}`,
      [wave],
    );
  }

  async nextDueAt(): Promise<Date | null> {
    const [row] = await this.db.query<{ at: Date | null }>(
      `select min(m.planned_for) as at from barometer_wave w
       cross join lateral (select planned_for from wave_member
         where wave_id = w.id and state in ('waiting', 'moved') and planned_for is not null order by planned_for limit 1) m
       where w.state = 'open'`,
    );
    return row?.at ?? null;
  }

  async invite(invited: readonly { wave: string; customer: string; invitation: string }[], at: Date): Promise<void> {
    if (invited.length === 0) return;
    await this.db.query(
      `update wave_member m set state = 'invited', invitation_id = i.invitation, invited_at = $4
       from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as i(wave, customer, invitation)
       where m.wave_id = i.wave and m.customer_id = i.customer and m.state = any($5::text[])`,
      [
        invited.map(({ wave }) => wave),
        invited.map(({ customer }) => customer),
        invited.map(({ invitation }) => invitation),
        at,
        memberLifecycle.before('invited'),
      ],
    );
  }

  async move({ wave, customer }: DueMember, to: Date, reason: string, at: Date): Promise<void> {
    await this.db.query(
      `with was as (
         select wave_id, customer_id, planned_for from wave_member
         where wave_id = $1 and customer_id = $2 and state in ('waiting', 'moved') for update),
       told as (
         insert into wave_move (wave_id, customer_id, moved_at, from_time, to_time, reason)
         select wave_id, customer_id, $5, planned_for, $3, $4 from was)
       update wave_member m set state = 'moved', planned_for = $3, reason = $4
       from was where m.wave_id = was.wave_id and m.customer_id = was.customer_id`,
      [wave, customer, to, reason, at],
    );
  }

  async markAnswered(invitations: readonly string[], at: Date): Promise<void> {
    await this.db.query(
      `update wave_member set state = 'answered', answered_at = $2
       where invitation_id = any($1::uuid[]) and state = any($3::text[])`,
      [invitations, at, memberLifecycle.before('answered')],
    );
  }

  /** Those asked by these invitations who have not answered, while their wave is under way. */
  lockInvited(invitations: readonly string[]): Promise<(DueMember & { invitation: string })[]> {
    return this.db.query(
      `select m.wave_id as wave, m.customer_id as customer, m.stratum, m.invitation_id as invitation from wave_member m
       join barometer_wave w on w.id = m.wave_id and w.state in ('open', 'paused')
       where m.invitation_id = any($1::uuid[]) and m.state = 'invited' for update of m`,
      [invitations],
    );
  }

  /** Of these customers, those who wait for their turn. An unused reserve does not: it is passed over when its turn comes. */
  lockWaiting(customers: readonly string[]): Promise<DueMember[]> {
    return this.db.query(
      `select m.wave_id as wave, m.customer_id as customer, m.stratum from wave_member m
       join barometer_wave w on w.id = m.wave_id and w.state in ('open', 'paused')
       where m.customer_id = any($1::uuid[]) and m.state in ('waiting', 'moved') and ${COUNTS} for update of m`,
      [customers],
    );
  }

  /** Asked in a wave, and not heard of since. */
  async invitedOf(wave: string): Promise<string[]> {
    const rows = await this.db.query<{ invitation: string }>(
      `select invitation_id as invitation from wave_member where wave_id = $1 and state = 'invited'`,
      [wave],
    );
    return rows.map(({ invitation }) => invitation);
  }

  /** Invitations of a wave of employees, whatever became of them; none of one of customers. */
  async anonymousOf(wave: string): Promise<string[]> {
    const rows = await this.db.query<{ invitation: string }>(
      `select m.invitation_id as invitation from wave_member m
       join barometer_wave w on w.id = m.wave_id join barometer_programme p on p.key = w.programme_key and p.kind = 'employees'
       where m.wave_id = $1 and m.invitation_id is not null`,
      [wave],
    );
    return rows.map(({ invitation }) => invitation);
  }

  /** Their message did not go out: they wait again. */
  async putBack(invitations: readonly string[]): Promise<void> {
    await this.db.query(
      `update wave_member set state = 'waiting', invitation_id = null, invited_at = null
       where invitation_id = any($1::uuid[]) and state = 'invited'`,
      [invitations],
    );
  }

  /** The instants for which people of a wave wait, in their order. */
  plannedTimes(wave: string): Promise<{ at: Date; people: number }[]> {
    return this.db.query(
      `select planned_for as at, count(*)::int as people from wave_member
       where wave_id = $1 and state in ('waiting', 'moved') and planned_for is not null group by 1 order by 1`,
      [wave],
    );
  }

  async replan(wave: string, moved: readonly { readonly from: Date; readonly to: Date }[], at: Date): Promise<void> {
    await this.db.query(
      `with told as (
         insert into wave_move (wave_id, customer_id, moved_at, from_time, to_time, reason)
         select m.wave_id, m.customer_id, $4, n.earlier, n.later, 'respaced'
         from wave_member m join unnest($2::timestamptz[], $3::timestamptz[]) as n(earlier, later) on m.planned_for = n.earlier
         where m.wave_id = $1 and m.state in ('waiting', 'moved'))
       update wave_member m set planned_for = n.later from unnest($2::timestamptz[], $3::timestamptz[]) as n(earlier, later)
       where m.wave_id = $1 and m.planned_for = n.earlier and m.state in ('waiting', 'moved')`,
      [wave, moved.map(({ from }) => from), moved.map(({ to }) => to), at],
    );
  }

  async endWaiting(wave: string): Promise<void> {
    await this.db.query(
      `update wave_member set state = 'unasked' where wave_id = $1 and state in ('waiting', 'moved') and ${COUNTS}`,
      [wave],
    );
  }

  /** Messages of the last day, and those that came back. */
  async bounces(wave: string, since: Date): Promise<{ invited: number; bounced: number }> {
    const [row] = await this.db.query<{ invited: number; bounced: number }>(
      `select count(*)::int as invited, count(*) filter (where state = 'replaced' and reason in ('bounced', 'failed'))::int as bounced
       from wave_member where wave_id = $1 and invited_at > $2`,
      [wave, since],
    );
    return row ?? { invited: 0, bounced: 0 };
  }

  /** Everybody drawn, the sample in sending order, then the reserve of each stratum in its own; by their digests. */
  async *drawn(wave: string): AsyncGenerator<DrawnRow> {
    let after: [string, string, number] | [] = [];
    for (;;) {
      const rows: DrawnRow[] = await this.db.query(
        `select encode(digest, 'hex') as digest, stratum, position, role, state, planned_for as "plannedFor",
           inclusion_probability as "inclusionProbability", reason, ${digestOf('replaces')}, ${digestOf('replaced_by')}
         from wave_member m where wave_id = $1
           and ($2::text is null or role < $2 or role = $2 and (${OWN_ORDER}, position) > ($3, $4))
         order by role desc, ${OWN_ORDER}, position limit $5`,
        [wave, ...(after.length > 0 ? after : [null, null, null]), PAGE],
      );
      yield* rows;
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) return;
      after = [last.role, last.role === 'sample' ? '' : last.stratum, last.position];
    }
  }
}

function digestOf(column: 'replaces' | 'replaced_by'): string {
  const name = column === 'replaces' ? 'replaces' : 'replacedBy';
  return `(select encode(o.digest, 'hex') from wave_member o where o.wave_id = m.wave_id and o.customer_id = m.${column}) as "${name}"`;
}
