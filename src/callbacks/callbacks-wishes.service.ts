import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { CustomersService } from '#customers';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { CallbacksOpening, NO_ANSWER, type Promised } from './callbacks-opening.service.ts';
import { CallbacksRepository } from './callbacks.repository.ts';
import { mustOpen, REPEAT_DAYS } from './rules/opening.ts';

const DAY_MS = 86_400_000;

export interface Wished {
  readonly id: string;
  /** False when a case of the customer was open already. */
  readonly isNew: boolean;
  /** What the customer may be told; null once they were called. */
  readonly promised: Promised | null;
}

/** Customers who ask to be called of their own accord: no survey is behind it. */
@Injectable()
export class CallbacksWishes {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly customers: CustomersService,
    private readonly opening: CallbacksOpening,
    private readonly repository: CallbacksRepository,
  ) {}

  /** Opens a case, or joins the one that is open; their words are its note. Null for somebody erased. */
  async ask(customer: string, words: string): Promise<Wished | null> {
    return this.db.transaction(async () => {
      await this.repository.lockCustomer(customer);
      const known = (await this.customers.byIds([customer])).get(customer);
      if (!known || known.erased) return null;
      const now = this.clock.now();
      const open = await this.repository.lockOpenOf(customer);
      const repeated =
        !open && (await this.repository.hadSince(customer, new Date(now.getTime() - REPEAT_DAYS * DAY_MS)));
      const heard = { temperature: 'hot' as const, metric: null, score: null, texts: [words], callAsked: true };
      const opening = mustOpen(heard, { vip: known.vip, repeated });
      if (!opening) throw new Error('Whoever asks to be called is called.');
      const one = open
        ? await this.opening.join(open, null, opening.priority)
        : await this.opening.open(NO_ANSWER, known, opening);
      await this.repository.addNote({ id: v7(), caseId: one.id, by: null, text: words, at: now });
      return { id: one.id, isNew: open === null, promised: await this.opening.promised(one) };
    });
  }

  /** The case that no answer opened and whose customer is still to be called: what they write next may be about its hour. */
  async standing(customer: string): Promise<Promised | null> {
    const one = await this.repository.openOf(customer);
    return one && one.response === null ? this.opening.promised(one) : null;
  }
}
