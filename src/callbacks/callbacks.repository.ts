import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Database, Settings } from '#platform/database';
import { CallbackCase } from './case.entity.ts';
import type { AttemptOutcome } from './rules/attempts.ts';
import { OPEN } from './rules/lifecycle.ts';
import type { RoutingRule } from './rules/routing.ts';
import type { LastMove } from './rules/undo.ts';

export interface Attempt {
  readonly id: string;
  readonly caseId: string;
  readonly by: string | null;
  readonly outcome: AttemptOutcome;
  readonly note: string | null;
  readonly nextAt: Date | null;
  readonly at: Date;
}

export interface Note {
  readonly id: string;
  readonly caseId: string;
  readonly by: string | null;
  readonly text: string;
  readonly at: Date;
}

export type CaseChanges = Partial<Omit<CallbackCase, 'id' | 'customer' | 'openedAt' | 'dueAt'>>;

const open = `status in (${OPEN.map((status) => `'${status}'`).join(', ')})`;

@Injectable()
export class CallbacksRepository {
  constructor(
    private readonly db: Database,
    private readonly settings: Settings,
  ) {}

  /** Until the end of the transaction nobody else opens or reopens a case of this customer. */
  async lockCustomer(customer: string): Promise<void> {
    if (this.db.tellsHistory) return;
    await this.db.query(`select pg_advisory_xact_lock(hashtextextended('case of ' || $1, 0))`, [customer]);
  }

  byId(id: string): Promise<CallbackCase | null> {
    return this.db.repository(CallbackCase).findOneBy({ id });
  }

  /** As `byId`; nobody moves it until the end of the transaction. */
  async lock(id: string): Promise<CallbackCase | null> {
    return this.#lock('id = $1', [id]);
  }

  async openOf(customer: string): Promise<CallbackCase | null> {
    return this.db.repository(CallbackCase).createQueryBuilder('c').where({ customer }).andWhere(open).getOne();
  }

  /** As `openOf`; nobody moves it until the end of the transaction. */
  async lockOpenOf(customer: string): Promise<CallbackCase | null> {
    return this.#lock(`customer_id = $1 and ${open}`, [customer]);
  }

  /** The case an answer led to, or joined; nobody moves it until the end of the transaction. */
  async lockOfResponse(response: string): Promise<CallbackCase | null> {
    return this.#lock('id = (select case_id from callback_response where response_id = $1)', [response]);
  }

  async hadSince(customer: string, since: Date): Promise<boolean> {
    const rows = await this.db.query('select from callback_case where customer_id = $1 and opened_at >= $2 limit 1', [
      customer,
      since,
    ]);
    return rows.length > 0;
  }

  async insert(one: Omit<CallbackCase, 'dueAt'>): Promise<void> {
    await this.db.repository(CallbackCase).insert(one as never);
  }

  /** Changes a case that nobody moved since it was read; false when somebody was first. */
  async move(before: CallbackCase, changes: CaseChanges): Promise<boolean> {
    const { id, status, assignee } = before;
    const { affected } = await this.db
      .repository(CallbackCase)
      .update({ id, status, assignee: assignee ?? IsNull() }, changes as never);
    return affected === 1;
  }

  async lastMove(id: string): Promise<LastMove | null> {
    const [last] = await this.db.query<LastMove>(
      `select data->>'to' as to, substring(actor from '^user:(.+)$') as by, at from fact
       where subject = $1 and name = 'case.moved' order by id desc limit 1`,
      [id],
    );
    return last ?? null;
  }

  /** The case whose customer this invitation asks again; nobody moves it until the end of the transaction. */
  async lockAskedBy(invitation: string): Promise<CallbackCase | null> {
    return this.#lock('recovery_invitation_id = $1', [invitation]);
  }

  /** The next case whose customer was awaited long enough, kept from others until the end of the transaction. */
  async lockUnanswered(now: Date): Promise<CallbackCase | null> {
    const [row] = await this.db.query<{ id: string }>(
      'select id from callback_case where answer_due_at <= $1 order by answer_due_at limit 1 for update skip locked',
      [now],
    );
    return row ? this.byId(row.id) : null;
  }

  async nextAnswerDueAt(): Promise<Date | null> {
    const [row] = await this.db.query<{ at: Date | null }>('select min(answer_due_at) as at from callback_case');
    return row?.at ?? null;
  }

  async setAnswer(
    id: string,
    answer: Partial<Pick<CallbackCase, 'outcome' | 'customerOutcome' | 'answerDueAt'>>,
  ): Promise<void> {
    await this.db.repository(CallbackCase).update({ id }, answer as never);
  }

  async addResponse(caseId: string, response: string, at: Date): Promise<void> {
    await this.db.query('insert into callback_response (case_id, response_id, at) values ($1, $2, $3)', [
      caseId,
      response,
      at,
    ]);
  }

  async responsesOf(caseId: string): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      'select response_id as id from callback_response where case_id = $1 order by at, response_id',
      [caseId],
    );
    return rows.map(({ id }) => id);
  }

  async addAttempt({ id, caseId, by, outcome, note, nextAt, at }: Attempt): Promise<void> {
    await this.db.query(
      `insert into callback_attempt (id, case_id, by_user, outcome, note, next_at, at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, caseId, by, outcome, note, nextAt, at],
    );
  }

  attempts(caseId: string): Promise<Attempt[]> {
    return this.db.query<Attempt>(
      `select id, case_id as "caseId", by_user as by, outcome, note, next_at as "nextAt", at
       from callback_attempt where case_id = $1 order by at, id`,
      [caseId],
    );
  }

  async addNote({ id, caseId, by, text, at }: Note): Promise<void> {
    await this.db.query('insert into callback_note (id, case_id, by_user, text, at) values ($1, $2, $3, $4, $5)', [
      id,
      caseId,
      by,
      text,
      at,
    ]);
  }

  notes(cases: readonly string[]): Promise<Note[]> {
    return this.db.query<Note>(
      `select id, case_id as "caseId", by_user as by, text, at from callback_note
       where case_id = any($1::uuid[]) order by at, id`,
      [cases],
    );
  }

  async routing(): Promise<RoutingRule[]> {
    return (await this.settings.get<RoutingRule[]>('callbacks.routing')) ?? [];
  }

  /** The next case with something to tell, kept from others until the end of the transaction. */
  async lockAlarming(now: Date): Promise<CallbackCase | null> {
    return this.db
      .repository(CallbackCase)
      .createQueryBuilder('c')
      .where('c.alarmAt <= :now', { now })
      .orderBy('c.alarmAt')
      .limit(1)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getOne();
  }

  async nextAlarmAt(): Promise<Date | null> {
    const [row] = await this.db.query<{ at: Date | null }>('select min(alarm_at) as at from callback_case');
    return row?.at ?? null;
  }

  async setAlarms(id: string, given: Record<string, string>, alarmAt: Date | null): Promise<void> {
    await this.db.repository(CallbackCase).update({ id }, { given, alarmAt } as never);
  }

  /** Until the end of the transaction nobody else is promised an hour of this team. */
  async lockTeam(team: string | null): Promise<void> {
    await this.db.query(`select pg_advisory_xact_lock(hashtextextended('hours of ' || $1, 0))`, [team ?? 'nobody']);
  }

  /** When the other open cases of a team are to be called. */
  async triesPromised(team: string | null, but: string, now: Date): Promise<Date[]> {
    const rows = await this.db.query<{ at: Date }>(
      `select next_try_at as at from callback_case
       where team_id is not distinct from $1 and id <> $2 and next_try_at > $3 and ${open}`,
      [team, but, now],
    );
    return rows.map(({ at }) => at);
  }

  /** Words about an erased person; what was done and when remains. */
  async forget(customer: string): Promise<void> {
    const theirs = 'case_id in (select id from callback_case where customer_id = $1)';
    await this.db.query(`delete from callback_note where ${theirs}`, [customer]);
    await this.db.query(`update callback_attempt set note = null where ${theirs}`, [customer]);
    await this.db.query('update callback_case set action = null where customer_id = $1', [customer]);
  }

  async #lock(condition: string, parameters: readonly unknown[]): Promise<CallbackCase | null> {
    const [row] = await this.db.query<{ id: string }>(
      `select id from callback_case where ${condition} for update`,
      parameters,
    );
    return row ? this.byId(row.id) : null;
  }
}
