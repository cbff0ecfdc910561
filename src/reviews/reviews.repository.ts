import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual } from 'typeorm';
import { Database } from '#platform/database';
import type { Position } from '#platform/http';
import { ReviewEntity } from './review.entity.ts';
import type { ReviewStatus } from './rules/lifecycle.ts';

export interface ReviewFilter {
  readonly status?: ReviewStatus | undefined;
  readonly site?: string | undefined;
  /** On the review's own scale. */
  readonly score?: number | undefined;
}

@Injectable()
export class ReviewsRepository {
  constructor(private readonly db: Database) {}

  async find(id: string): Promise<ReviewEntity | null> {
    return this.db.repository(ReviewEntity).findOneBy({ id });
  }

  async byResponse(response: string): Promise<ReviewEntity | null> {
    return this.db.repository(ReviewEntity).findOneBy({ response });
  }

  /** Nobody decides it or writes it again until the end of the transaction. */
  async lock(id: string): Promise<ReviewEntity | null> {
    return this.#lock({ id });
  }

  async lockOfResponse(response: string): Promise<ReviewEntity | null> {
    return this.#lock({ response });
  }

  async insert(review: ReviewEntity): Promise<void> {
    await this.db.repository(ReviewEntity).insert(review);
  }

  async update(id: string, changes: Partial<ReviewEntity>): Promise<void> {
    await this.db.repository(ReviewEntity).update({ id }, changes as never);
  }

  /** The move of a state: false when somebody was first. */
  async move(
    id: string,
    { from, ...changes }: { from: readonly ReviewStatus[] } & Partial<ReviewEntity>,
  ): Promise<boolean> {
    const { affected } = await this.db.repository(ReviewEntity).update({ id, status: In([...from]) }, changes as never);
    return affected === 1;
  }

  /** Keeps a waiting review for one moderator; false when another has it, or it no longer waits. */
  async claim(id: string, user: string, { now, until }: { now: Date; until: Date }): Promise<boolean> {
    const { count } = await this.db.run(
      `update review set claimed_by = $2, claimed_until = $4 where id = $1 and status = 'pending'
       and (claimed_by is null or claimed_by = $2 or claimed_until is null or claimed_until <= $3)`,
      [id, user, now, until],
    );
    return count > 0;
  }

  /** The only door through which a review's words change: its author writes again, and the former version is kept. */
  async rewrite(before: ReviewEntity, changes: Partial<ReviewEntity>, at: Date): Promise<void> {
    await this.db.query(`select set_config('chaudfroid.author', 'yes', true)`);
    await this.db.query(
      `insert into review_version (review_id, version, score, text, display_name, replaced_at)
       select $1, 1 + count(*), $2, $3, $4, $5 from review_version where review_id = $1`,
      [before.id, before.score, before.text, before.displayName, at],
    );
    await this.update(before.id, changes);
    await this.db.query(`select set_config('chaudfroid.author', 'no', true)`);
  }

  async lockOf(customer: string): Promise<ReviewEntity[]> {
    return this.db
      .repository(ReviewEntity)
      .createQueryBuilder('review')
      .setLock('pessimistic_write')
      .where({ customer })
      .orderBy('review.id')
      .getMany();
  }

  /** Its author is forgotten: what they wrote goes, in every version. */
  async empty(id: string): Promise<void> {
    await this.db.query(`select set_config('chaudfroid.author', 'yes', true)`);
    await this.db.query(
      `update review set text = '', display_name = '', flags = '[]', masks = '[]', reply = null, refusal = refusal - 'note' where id = $1`,
      [id],
    );
    await this.db.query(`select set_config('chaudfroid.author', 'no', true)`);
    await this.db.query('delete from review_version where review_id = $1', [id]);
  }

  /** Oldest first where work waits, newest first elsewhere; one row more than asked tells that there are more. */
  async list({ status, site, score }: ReviewFilter, limit: number, after: Position | null): Promise<ReviewEntity[]> {
    const waiting = status === 'pending';
    const list = this.db.repository(ReviewEntity).createQueryBuilder('review');
    if (status) list.andWhere('review.status = :status', { status });
    if (site) list.andWhere('review.site = :site', { site });
    if (score !== undefined) list.andWhere('review.score = :score', { score });
    if (after) list.andWhere(`(review.answeredAt, review.id) ${waiting ? '>' : '<'} (:at, :id)`, after);
    const order = waiting ? 'ASC' : 'DESC';
    return list
      .orderBy('review.answeredAt', order)
      .addOrderBy('review.id', order)
      .limit(limit + 1)
      .getMany();
  }

  /** Texts of the same site that a new one may repeat. */
  async recentTexts(site: string | null, except: string, since: Date): Promise<string[]> {
    const rows = await this.db.query<{ text: string }>(
      `select text from review where site_key is not distinct from $1 and response_id <> $2 and answered_at > $3
       and status in ('pending', 'published') and length(text) > 20 order by answered_at desc limit 300`,
      [site, except, since],
    );
    return rows.map(({ text }) => text);
  }

  async dueForPublication(now: Date, limit: number): Promise<ReviewEntity[]> {
    return this.db.repository(ReviewEntity).find({
      where: { status: 'pending', publishBy: LessThanOrEqual(now) },
      order: { publishBy: 'ASC' },
      take: limit,
    });
  }

  async nextPublicationDue(): Promise<Date | null> {
    const [row] = await this.db.query<{ at: Date | null }>(
      `select min(publish_by) as at from review where status = 'pending'`,
    );
    return row?.at ?? null;
  }

  /** Refused before `before`, the author not told yet. */
  async untold(before: Date, limit: number): Promise<ReviewEntity[]> {
    return this.db
      .repository(ReviewEntity)
      .createQueryBuilder('review')
      .where(
        `review.status = 'refused' and review.notifiedAt is null and (review.refusal ->> 'at')::timestamptz <= :before`,
        { before },
      )
      .limit(limit)
      .getMany();
  }

  async oldestUntold(): Promise<Date | null> {
    const [row] = await this.db.query<{ at: Date | null }>(
      `select min((refusal ->> 'at')::timestamptz) as at from review where status = 'refused' and notified_at is null`,
    );
    return row?.at ?? null;
  }

  /** Moves what the public average is made of by one review. */
  async count({ site, stars }: Pick<ReviewEntity, 'site' | 'stars'>, by: 1 | -1): Promise<void> {
    await this.db.query(
      `insert into review_count (site_key, star, n, stars) values ($1, $2, $3, $4)
       on conflict (site_key, star) do update set n = review_count.n + excluded.n, stars = review_count.stars + excluded.stars`,
      [site ?? '', Math.round(stars), by, by * stars],
    );
  }

  async counts(site: string | null): Promise<{ star: number; n: number; stars: number }[]> {
    return this.db.query(
      `select star, sum(n)::int as n, sum(stars)::float as stars from review_count where $1::text is null or site_key = $1 group by star`,
      [site],
    );
  }

  /** Newest first, by date of publication (the default order that D.111-17 asks to be named). */
  async published(
    site: string | null,
    star: number | null,
    limit: number,
    after: Position | null,
  ): Promise<ReviewEntity[]> {
    const list = this.db.repository(ReviewEntity).createQueryBuilder('review').where(`review.status = 'published'`);
    if (site) list.andWhere('review.site = :site', { site });
    if (star !== null) list.andWhere('round(review.stars) = :star', { star });
    if (after) list.andWhere('(review.publishedAt, review.id) < (:at, :id)', after);
    return list
      .orderBy('review.publishedAt', 'DESC')
      .addOrderBy('review.id', 'DESC')
      .limit(limit + 1)
      .getMany();
  }

  /** Publications and refusals by score, with their median delay in hours: what the bias monitor reads. */
  async delaysByStar(
    since: Date,
  ): Promise<{ star: number; published: number; refused: number; pending: number; hours: number | null }[]> {
    return this.db.query(
      `select round(stars)::int as star,
              count(*) filter (where status = 'published')::int as published,
              count(*) filter (where status = 'refused')::int as refused,
              count(*) filter (where status = 'pending')::int as pending,
              percentile_cont(0.5) within group (order by extract(epoch from published_at - answered_at) / 3600)
                filter (where published_at is not null) as hours
       from review where answered_at >= $1 group by 1 order by 1`,
      [since],
    );
  }

  async #lock(one: Partial<Pick<ReviewEntity, 'id' | 'response'>>): Promise<ReviewEntity | null> {
    return this.db.repository(ReviewEntity).findOne({ where: one, lock: { mode: 'pessimistic_write' } });
  }
}
