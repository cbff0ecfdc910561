import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';

export interface AuditFilter {
  readonly name?: string;
  readonly subject?: string;
  /** Id of a person. */
  readonly by?: string;
  readonly from?: Date;
  readonly to?: Date;
}

export interface AuditFact {
  readonly id: string;
  readonly name: string;
  readonly subject: string;
  readonly data: Record<string, unknown>;
  readonly actor: string;
  readonly at: Date;
  /** Name of the person or key that acted; null for the system, customers and providers. */
  readonly who: string | null;
  /** Name of the person, key or team it was done to, where it was one. */
  readonly whom: string | null;
}

@Injectable()
export class AuditRepository {
  constructor(private readonly db: Database) {}

  /** Every name that was ever recorded, found by stepping through the index rather than reading the table. */
  async names(): Promise<string[]> {
    const rows = await this.db.query<{ name: string }>(
      `with recursive step as (
         (select name from fact order by name limit 1)
         union all
         select (select name from fact where name > step.name order by name limit 1) from step where step.name is not null)
       select name from step where name is not null`,
    );
    return rows.map(({ name }) => name);
  }

  /** Newest first, down from the id `before`. */
  async list({ name, subject, by, from, to }: AuditFilter, before: string | null, limit: number): Promise<AuditFact[]> {
    const parameters: unknown[] = [];
    const given = (value: unknown, condition: (at: string) => string) =>
      value === undefined || value === null ? [] : [condition(`$${parameters.push(value)}`)];
    const conditions = [
      ...given(before, (at) => `id < ${at}::bigint`),
      ...given(name, (at) => `name = ${at}`),
      ...given(subject, (at) => `subject = ${at}`),
      ...given(by && `user:${by}`, (at) => `actor = ${at} and actor like 'user:%'`),
      ...given(from, (at) => `at >= ${at}`),
      ...given(to, (at) => `at < ${at}`),
    ];
    const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
    return this.db.query<AuditFact>(
      `with shown as (
         select id, name, subject, data, actor, at from fact ${where} order by id desc limit $${parameters.push(limit)})
       select s.id::text, s.name, s.subject, s.data, s.actor, s.at, coalesce(u.name, k.name) as who,
              coalesce(su.name, sk.name, st.name) as whom
       from shown s
       left join user_account u on s.actor like 'user:%' and u.id::text = substr(s.actor, 6)
       left join api_key k on s.actor like 'key:%' and k.id::text = substr(s.actor, 5)
       left join user_account su on s.name like 'user.%' and su.id::text = s.subject
       left join api_key sk on s.name like 'key.%' and sk.id::text = s.subject
       left join team st on s.name like 'team.%' and st.id::text = s.subject
       order by s.id desc`,
      parameters,
    );
  }
}
