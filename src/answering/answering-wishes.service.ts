import { Injectable } from '@nestjs/common';
import { CallbacksWishes, wishesCall, type Promised } from '#callbacks';
import type { Inbound } from '#delivery';
import { Database } from '#platform/database';
import { wishLetter } from './answering-letters.views.ts';
import { AnsweringPhoneService } from './answering-phone.service.ts';
import { AnsweringSlotsService } from './answering-slots.service.ts';
import { spokenTime } from './rules/spoken-time.ts';
import { understoodWish } from './rules/understood.ts';
import { UnattachedRepository } from './unattached.repository.ts';

/** Texts about one case that are answered: a machine that answers our answer would be answered for ever. */
const ANSWERED = 3;

/** A wish to be called in a text that no survey was found for: "rappelez-moi", and the hour they name. */
@Injectable()
export class AnsweringWishesService {
  constructor(
    private readonly db: Database,
    private readonly phone: AnsweringPhoneService,
    private readonly wishes: CallbacksWishes,
    private readonly slots: AnsweringSlotsService,
    private readonly unattached: UnattachedRepository,
  ) {}

  /** A case for a writer we know who asks to be called, or its hour; anything else stays for a person to read. Heard twice, it is done once. */
  async heard(inbound: string): Promise<void> {
    const message = await this.phone.read(inbound);
    const [customer] = message.customers;
    if (!customer) return;
    await this.db.transaction(async () => {
      if (!(await this.unattached.lockOpen(inbound))) return;
      if (wishesCall(message.text)) return void (await this.#ask(message, customer));
      const standing = spokenTime(message.text) ? await this.wishes.standing(customer) : null;
      if (standing) await this.#promise(message, customer, { id: standing.id, isNew: false, promised: standing });
    });
  }

  /** As somebody here read it: they are to be called, whatever our rules made of the words. Null when nobody known wrote it. */
  async call(inbound: string): Promise<string | null> {
    const message = await this.phone.read(inbound);
    const [customer] = message.customers;
    return customer ? this.#ask(message, customer) : null;
  }

  async #ask(message: Inbound, customer: string): Promise<string | null> {
    const wished = await this.wishes.ask(customer, message.text);
    if (!wished) return null;
    await this.#promise(message, customer, wished);
    return customer;
  }

  /** Told once that somebody will call, and again where an hour is chosen or is not free. */
  async #promise(
    { id, text }: Inbound,
    customer: string,
    of: { id: string; isNew: boolean; promised: Promised | null },
  ): Promise<void> {
    const said = spokenTime(text);
    await this.unattached.noteWish(id, of.id, understoodWish(said));
    const about = await this.phone.about(customer);
    if (!about) return;
    const hours = await this.slots.choose(about, of.promised, said);
    const isWorthSaying = of.isNew || hours.slot !== null || hours.free.length > 0;
    if (!isWorthSaying || (await this.unattached.countOf(of.id)) > ANSWERED) return;
    await this.phone.say(wishLetter(about, { callback: of.promised, ...hours }));
  }
}
