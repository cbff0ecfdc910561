import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { persons, type Member } from './rules/persons.ts';
import { whereabouts, type Place } from './rules/whereabouts.ts';

/** Only what differs from most: whoever is in neither is a person of their own, and lives in Paris' time. */
export interface Households {
  /** By customer, a name that all customers who are one person share. */
  readonly persons: ReadonlyMap<string, string>;
  /** By customer, the time zone. */
  readonly zones: ReadonlyMap<string, string>;
}

/** More than so many people on one phone or mailbox are no household: it links nobody. */
const HOUSEHOLD = 50;

/** Everybody at once, for whoever looks at a whole period: who counts as one person, and where those abroad live. */
@Injectable()
export class CustomersHouseholds {
  constructor(private readonly db: Database) {}

  async all(): Promise<Households> {
    const members = await this.db.query<Member>(
      `with phone as (select phone_key, count(*) as n from customer where phone_key is not null group by 1 having count(*) > 1),
            email as (select email_key, count(*) as n from customer where email_key is not null group by 1 having count(*) > 1)
       select c.id, c.own_key as "ownKey", c.phone_key as "phoneKey", c.email_key as "emailKey",
         phone.n is not null and phone.n <= $1 as "phoneLinks", email.n is not null and email.n <= $1 as "emailLinks"
       from customer c left join phone using (phone_key) left join email using (email_key)
       where phone.n is not null or email.n is not null`,
      [HOUSEHOLD],
    );
    const abroad = await this.db.query<Place & { id: string }>(
      `select c.id, c.country, c.time_zone as "timeZone", c.phone_country as "phoneCountry", s.country as "siteCountry",
         s.time_zone as "siteTimeZone"
       from customer c left join site s on s.key = c.site_key
       where c.time_zone <> 'Europe/Paris' or c.country <> 'FR' or c.phone_country <> 'FR' or s.country <> 'FR'
         or s.time_zone <> 'Europe/Paris'`,
    );
    return {
      persons: new Map([...persons(members)].map(([id, { keys }]) => [id, keys[0]?.toString('latin1') ?? id])),
      zones: new Map(abroad.map(({ id, ...place }) => [id, whereabouts(place).timeZone])),
    };
  }
}
