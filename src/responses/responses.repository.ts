import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThanOrEqual, type FindOptionsWhere } from 'typeorm';
import { Database } from '#platform/database';
import type { Position } from '#platform/http';
import { ResponseEntity } from './response.entity.ts';
import { SubmissionEntity } from './submission.entity.ts';

/** What one response belongs to: an invitation, or an anonymous session. */
export type Ask = { invitation: string } | { session: string };

export interface Listed {
  touchpoint?: string;
  from?: Date;
  to?: Date;
  customer?: string;
  invitation?: string;
}

export interface ListedSubmissions {
  label?: 'person' | 'machine';
  /** To these alone. */
  invitations?: readonly string[];
  /** Included; `to` is not. */
  from?: Date;
  to?: Date;
}

const EARLIER = 200;

@Injectable()
export class ResponsesRepository {
  constructor(private readonly db: Database) {}

  /** Until the end of the transaction nobody else answers the same ask. */
  async lock(ask: Ask): Promise<void> {
    if (this.db.tellsHistory) return;
    const key = 'invitation' in ask ? ask.invitation : ask.session;
    await this.db.query(`select pg_advisory_xact_lock(hashtextextended('response ' || $1, 0))`, [key]);
  }

  find(where: FindOptionsWhere<ResponseEntity>): Promise<ResponseEntity | null> {
    return this.db.repository(ResponseEntity).findOneBy(where);
  }

  byIds(ids: readonly string[]): Promise<ResponseEntity[]> {
    return this.db.repository(ResponseEntity).findBy({ id: In([...ids]) });
  }

  ofCustomer(customer: string): Promise<ResponseEntity[]> {
    return this.db.repository(ResponseEntity).findBy({ customer });
  }

  async insert(response: ResponseEntity): Promise<void> {
    await this.db.repository(ResponseEntity).insert(response as never);
  }

  async update(id: string, changes: Partial<ResponseEntity>): Promise<void> {
    await this.db.repository(ResponseEntity).update(id, changes as never);
  }

  /** Newest first; one row more than asked for, so that the caller sees whether there are more. */
  list(query: Listed, limit: number, after: Position | null): Promise<ResponseEntity[]> {
    const rows = this.db.repository(ResponseEntity).createQueryBuilder('r');
    if (query.touchpoint) rows.andWhere('r.touchpoint = :touchpoint', query);
    if (query.customer) rows.andWhere('r.customer = :customer', query);
    if (query.invitation) rows.andWhere('r.invitation = :invitation', query);
    if (query.from) rows.andWhere('r.answeredAt >= :from', query);
    if (query.to) rows.andWhere('r.answeredAt < :to', query);
    if (after) rows.andWhere('(r.answeredAt, r.id) < (:at, :id)', after);
    return rows
      .orderBy('r.answeredAt', 'DESC')
      .addOrderBy('r.id', 'DESC')
      .limit(limit + 1)
      .getMany();
  }

  /** Partial answers nobody touched since then and that were not settled, oldest first. */
  unsettled(before: Date, limit: number): Promise<ResponseEntity[]> {
    return this.db.repository(ResponseEntity).find({
      where: { complete: false, settledAt: IsNull(), updatedAt: LessThanOrEqual(before) },
      order: { updatedAt: 'ASC' },
      take: limit,
    });
  }

  oldestUnsettled(): Promise<ResponseEntity | null> {
    return this.db
      .repository(ResponseEntity)
      .findOne({ where: { complete: false, settledAt: IsNull() }, order: { updatedAt: 'ASC' } });
  }

  /** False when it was settled or completed meanwhile. */
  async settle(id: string, at: Date): Promise<boolean> {
    const where = { id, complete: false, settledAt: IsNull() };
    const { affected } = await this.db.repository(ResponseEntity).update(where, { settledAt: at });
    return affected === 1;
  }

  async addSubmission(submission: SubmissionEntity): Promise<void> {
    await this.db.repository(SubmissionEntity).insert(submission as never);
  }

  /** To the same invitation, people's first, then newest first: as many as say who is at it. */
  earlier(invitation: string): Promise<SubmissionEntity[]> {
    return this.db
      .repository(SubmissionEntity)
      .find({ where: { invitation }, order: { label: 'DESC', receivedAt: 'DESC' }, take: EARLIER });
  }

  submissions(response: string): Promise<SubmissionEntity[]> {
    return this.db.repository(SubmissionEntity).find({ where: { response }, order: { receivedAt: 'ASC', id: 'ASC' } });
  }

  submission(id: string): Promise<SubmissionEntity | null> {
    return this.db.repository(SubmissionEntity).findOneBy({ id });
  }

  /** To the same ask, oldest first. */
  submissionsTo(ask: Ask): Promise<SubmissionEntity[]> {
    return this.db.repository(SubmissionEntity).find({ where: ask, order: { receivedAt: 'ASC', id: 'ASC' } });
  }

  /** Newest first; one row more than asked for. */
  listSubmissions(
    { label, invitations, from, to }: ListedSubmissions,
    limit: number,
    after: Position | null,
  ): Promise<SubmissionEntity[]> {
    const rows = this.db.repository(SubmissionEntity).createQueryBuilder('s');
    if (label) rows.andWhere('s.label = :label', { label });
    if (invitations) rows.andWhere('s.invitation = any(:invitations)', { invitations });
    if (from) rows.andWhere('s.receivedAt >= :from', { from });
    if (to) rows.andWhere('s.receivedAt < :to', { to });
    if (after) rows.andWhere('(s.receivedAt, s.id) < (:at, :id)', after);
    return rows
      .orderBy('s.receivedAt', 'DESC')
      .addOrderBy('s.id', 'DESC')
      .limit(limit + 1)
      .getMany();
  }

  async relabel(id: string, label: 'person' | 'machine'): Promise<void> {
    await this.db.repository(SubmissionEntity).update(id, { label, why: 'switched' });
  }

  /** Submissions of a machine that came before any person now belong to the response. */
  async adopt(ask: Ask, response: string): Promise<void> {
    const [column, id] = 'invitation' in ask ? ['invitation_id', ask.invitation] : ['session_id', ask.session];
    await this.db.run(`update submission set response_id = $2 where ${column} = $1 and response_id is null`, [
      id,
      response,
    ]);
  }

  async forgetSubmissions(responses: readonly string[]): Promise<void> {
    await this.db.run('delete from submission where response_id = any($1::uuid[])', [responses]);
  }

  /** Keeps the week of an erased person's answer, not its day. */
  async coarsen(responses: readonly string[]): Promise<void> {
    await this.db.run(
      `update response set answered_at = date_trunc('week', answered_at), updated_at = date_trunc('week', updated_at),
         occurred_at = date_trunc('week', occurred_at) where id = any($1::uuid[])`,
      [responses],
    );
  }
}
