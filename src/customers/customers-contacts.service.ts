import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { Problem } from '#platform/http';
import type { Channel, OptIn, OptOut, Refused, Suppression } from './customer.ts';
import { CustomersRepository, type CustomerRow } from './customers.repository.ts';
import { OptOutsRepository } from './opt-outs.repository.ts';

type Change = 'customer.opted-out' | 'customer.opted-in';

/** What keeps us from a contact point: people's word, and providers' verdicts. */
@Injectable()
export class CustomersContacts {
  constructor(
    private readonly repository: CustomersRepository,
    private readonly optOuts: OptOutsRepository,
    private readonly db: Database,
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {}

  async suppress({ customer, channel, cause, until }: Suppression): Promise<void> {
    await this.db.transaction(async () => {
      const key = contactKey(await this.#byId(customer), channel);
      if (!key) return;
      await this.optOuts.block(key, channel, cause, until ?? null, this.clock.now());
      await this.facts.record({ name: 'customer.suppressed', subject: customer, customer, data: { channel, cause } });
    });
  }

  /** Takes back what `suppress` said for this cause; again changes nothing. */
  async restore({ customer, channel, cause }: Omit<Suppression, 'until'>): Promise<void> {
    await this.db.transaction(async () => {
      const key = contactKey(await this.#byId(customer), channel);
      if (!key || !(await this.optOuts.unblock(key, channel, cause))) return;
      await this.facts.record({ name: 'customer.restored', subject: customer, customer, data: { channel, cause } });
    });
  }

  async optOut({ customer, channel, source, until }: OptOut): Promise<void> {
    await this.db.transaction(async () => {
      const row = await this.#byId(customer);
      for (const one of channelsOf(channel)) {
        const added = await this.optOuts.add(keysFor(row, one), one, source, {
          now: this.clock.now(),
          until: until ?? null,
        });
        await this.#tell('customer.opted-out', row, one, source, added);
      }
    });
  }

  async optIn({ customer, channel, source }: OptIn): Promise<void> {
    await this.db.transaction(async () => {
      const row = await this.#byId(customer);
      for (const one of channelsOf(channel)) {
        const removed = await this.optOuts.remove(keysFor(row, one), one);
        await this.#tell('customer.opted-in', row, one, source, removed);
      }
    });
  }

  /**
   * The contact point alone. Those who hold it learn of it; where nobody does, there is no timeline it would belong in, and what is
   * kept by key says when and how it was refused.
   */
  async optOutKey(key: Buffer, channel: Channel, source: string): Promise<void> {
    await this.db.transaction(async () => {
      const added = await this.optOuts.add([key], channel, source, { now: this.clock.now(), until: null });
      if (added.length > 0) await this.#tellHolders('customer.opted-out', key, channel, source);
    });
  }

  async optInKey(key: Buffer, channel: Channel, source: string): Promise<void> {
    await this.db.transaction(async () => {
      const removed = await this.optOuts.remove([key], channel);
      if (removed.length > 0) await this.#tellHolders('customer.opted-in', key, channel, source);
    });
  }

  async suppressKey(key: Buffer, { channel, cause, until }: Omit<Suppression, 'customer'>): Promise<void> {
    await this.db.transaction(async () => {
      await this.optOuts.block(key, channel, cause, until ?? null, this.clock.now());
      const holders = await this.optOuts.holders(key, channel);
      await this.facts.record(
        ...holders.map((id) => ({
          name: 'customer.suppressed' as const,
          subject: id,
          customer: id,
          data: { channel, cause },
        })),
      );
    });
  }

  /** As it holds now: what ended is left out, for ever counts for more than a pause. */
  async refusedBy(customer: string): Promise<Refused[]> {
    const row = await this.#byId(customer);
    const now = this.clock.now();
    const all = await Promise.all(
      channelsOf('all').map(async (channel) => {
        const said = await this.optOuts.optOutsOf(keysFor(row, channel));
        const holding = said.filter((one) => one.channel === channel && (one.until === null || one.until > now));
        if (holding.length === 0) return [];
        const ends = holding.flatMap(({ until }) => until ?? []);
        const until = ends.length < holding.length ? null : new Date(Math.max(...ends.map((end) => end.getTime())));
        return [{ channel, until }];
      }),
    );
    return all.flat();
  }

  /** Everybody who holds the contact point learns of it: it is in their timeline that they fell silent. */
  async #tell(
    name: Change,
    row: CustomerRow,
    channel: Channel,
    source: string,
    keys: readonly Buffer[],
  ): Promise<void> {
    if (keys.length === 0) return;
    const shared = contactKey(row, channel);
    const isShared = shared && keys.some((key) => key.equals(shared));
    await this.#tellHolders(name, isShared ? shared : null, channel, source, [row.id]);
  }

  async #tellHolders(
    name: Change,
    key: Buffer | null,
    channel: Channel,
    source: string,
    others: readonly string[] = [],
  ): Promise<void> {
    const told = new Set([...others, ...(key ? await this.optOuts.holders(key, channel) : [])]);
    await this.facts.record(...[...told].map((id) => ({ name, subject: id, customer: id, data: { channel, source } })));
  }

  async #byId(id: string): Promise<CustomerRow> {
    const [row] = await this.repository.byIds([id]);
    if (!row) throw Problem.notFound('customer', id);
    return row;
  }
}

function channelsOf(channel: Channel | 'all'): Channel[] {
  return channel === 'all' ? ['sms', 'email'] : [channel];
}

function contactKey(row: CustomerRow, channel: Channel): Buffer | null {
  return channel === 'sms' ? row.phoneKey : row.emailKey;
}

/** The contact point, whoever holds it, and the person, whatever contact point they have later. */
function keysFor(row: CustomerRow, channel: Channel): Buffer[] {
  return [row.ownKey, contactKey(row, channel)].filter((key) => key !== null);
}
