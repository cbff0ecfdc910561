import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { HOUSEHOLD, type Member } from './rules/persons.ts';
import type { Place } from './rules/whereabouts.ts';

@Injectable()
export class HouseholdsRepository {
  constructor(private readonly db: Database) {}

  /** Whoever shares a phone or a mailbox. */
  sharing(): Promise<Member[]> {
    return this.db.query<Member>(
      `with phone as (select phone_key, count(*) as n from customer where phone_key is not null group by 1 having count(*) > 1),
            email as (select email_key, count(*) as n from customer where email_key is not null group by 1 having count(*) > 1)
       select c.id, c.own_key as "ownKey", c.phone_key as "phoneKey", c.email_key as "emailKey",
         phone.n is not null and phone.n <= $1 as "phoneLinks", email.n is not null and email.n <= $1 as "emailLinks"
       from customer c left join phone using (phone_key) left join email using (email_key)
       where phone.n is not null or email.n is not null`,
      [HOUSEHOLD],
    );
  }

  /** What tells where they live. */
  places(customers: readonly string[]): Promise<(Place & { id: string })[]> {
    return this.db.query<Place & { id: string }>(
      `select c.id, c.country, c.time_zone as "timeZone", c.phone_country as "phoneCountry", s.country as "siteCountry",
         s.time_zone as "siteTimeZone"
       from customer c left join site s on s.key = c.site_key where c.id = any($1::uuid[])`,
      [customers],
    );
  }
}
