import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { taken, type DueMember } from './members.repository.ts';

/** Another record of the same person, in the sample of the same cycle. */
export interface Twin {
  readonly customer: string;
  readonly other: string;
  /** Asked already. */
  readonly asked: boolean;
}

/** Who takes whose place in a wave. */
@Injectable()
export class SubstitutesRepository {
  constructor(private readonly db: Database) {}

  /** Of these members, who shares a phone or a mailbox by now with somebody else of the sample of their cycle. */
  twins(due: readonly DueMember[]): Promise<Twin[]> {
    return this.db.query(
      `select d.customer, o.customer_id as other, bool_or(o.state in ('invited', 'answered')) as asked
       from unnest($1::uuid[], $2::uuid[]) as d(wave, customer)
       join wave_member m on m.wave_id = d.wave and m.customer_id = d.customer
       join lateral customer_records(d.customer) t on t.id <> d.customer
       join wave_member o on o.cycle_id = m.cycle_id and o.customer_id = t.id and (o.role = 'sample' or o.replaces is not null)
         and o.state in ('waiting', 'moved', 'invited', 'answered')
       group by 1, 2`,
      [due.map(({ wave }) => wave), due.map(({ customer }) => customer)],
    );
  }

  /**
   * Puts the next of the stratum's reserve in somebody's place. Waits for a draw of the cycle that is being made: whoever it takes
   * is no longer free. @returns who; null when the reserve is used up.
   */
  async callUp({ wave, customer, stratum }: DueMember, plannedFor: Date): Promise<string | null> {
    await this.db.query(
      'select from barometer_cycle c join barometer_wave w on w.cycle_id = c.id where w.id = $1 for share of c',
      [wave],
    );
    const [row] = await this.db.query<{ customer: string }>(
      `update wave_member set replaces = $3, planned_for = $4
       where wave_id = $1 and customer_id = (
         select r.customer_id from wave_member r
         where r.wave_id = $1 and r.stratum = $2 and r.role = 'reserve' and r.replaces is null and r.state = 'waiting'
           and not exists (select from wave_member o where o.cycle_id = r.cycle_id and o.customer_id = r.customer_id
                           and o.wave_id <> r.wave_id and ${taken('o')})
         order by r.position limit 1 for update skip locked)
       returning customer_id as customer`,
      [wave, stratum, customer, plannedFor],
    );
    return row?.customer ?? null;
  }

  /** @returns whether they were still in the wave. */
  async markReplaced({ wave, customer }: DueMember, by: string | null, reason: string): Promise<void> {
    await this.db.query(
      `update wave_member set state = 'replaced', replaced_by = $3, reason = $4 where wave_id = $1 and customer_id = $2`,
      [wave, customer, by, reason],
    );
  }
}
