import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { CustomersService } from '#customers';
import { isoLocalDate } from '#platform/calendar';
import { Brands } from '#platform/brand';
import { Clock } from '#platform/clock';
import { ORGANISATION_ZONE } from '#platform/http';
import { SandboxClock } from './sandbox-clock.service.ts';
import { SandboxRepository } from './sandbox.repository.ts';
import {
  addressOf,
  bubbles,
  faultLine,
  mailView,
  versionOf,
  type MailLine,
  type Person,
  type Place,
} from './sandbox-screen.views.ts';

const PHONES = 30;
const TEXTS = 100;
const MAILS = 40;
const QUICK = ['5', '2 trop d’attente', 'AIDE', 'STOP'];

/** What the sandbox's screen shows. */
@Injectable()
export class SandboxScreens {
  constructor(
    private readonly repository: SandboxRepository,
    private readonly customers: CustomersService,
    private readonly brands: Brands,
    private readonly hands: SandboxClock,
    private readonly clock: Clock,
  ) {}

  async all(place: Place) {
    const phones = await this.phones(place);
    const mails = await this.mails(place);
    const mail = await this.#mail(place);
    return { phones, mails, mail, clock: await this.time(place), faults: await this.faults() };
  }

  /** The phone named in the address, else the one that had the last message. */
  async phones(place: Place) {
    const people = await this.#people(place);
    const number = place.phone ?? people[0]?.phone ?? null;
    const thread = number === null ? [] : await this.repository.thread(number, TEXTS);
    const phone =
      number === null
        ? null
        : {
            number,
            name: people.find((one) => one.phone === number)?.name ?? (await this.#nameOf(number)),
            sender: (await this.brands.current()).name,
            bubbles: bubbles(thread, (at) => isoLocalDate(at, ORGANISATION_ZONE)),
            quick: QUICK,
            now: this.clock.now(),
          };
    const shown = {
      people: people.map((one) => ({ ...one, active: one.phone === number })),
      phone,
      place: addressOf(place),
    };
    return {
      ...shown,
      version: versionOf({ ...shown, phone: phone && { ...phone, now: null } }),
      refresh: { ...place, phone: number ?? undefined },
    };
  }

  async mails(place: Place) {
    const found = await this.repository.mails(MAILS);
    const items: MailLine[] = found.map(({ id, to, subject, at }) => ({
      id,
      to,
      subject: subject ?? '',
      at,
      active: id === place.mail,
      href: addressOf({ ...place, mail: id }),
    }));
    return { items, version: versionOf(items), refresh: place };
  }

  async time(place: Place) {
    return {
      now: this.clock.now(),
      earliest: wallTime(this.clock.now()),
      aheadSeconds: Math.round(this.clock.offsetMs / 1_000),
      next: await this.hands.nextDueAt(),
      back: addressOf(place),
    };
  }

  async faults() {
    return (await this.repository.faults()).map(faultLine);
  }

  /** A mail's own page, for its frame. */
  async html(id: number): Promise<string | null> {
    const message = await this.repository.byId(id);
    return message?.channel === 'email' ? (message.html ?? '') : null;
  }

  async #people(place: Place): Promise<Person[]> {
    const phones = await this.repository.phones(PHONES);
    return Promise.all(
      phones.map(async ({ phone, text, direction, at }) => ({
        phone,
        name: await this.#nameOf(phone),
        last: text,
        mine: direction === 'in',
        at,
        active: phone === place.phone,
        href: addressOf({ ...place, phone }),
      })),
    );
  }

  async #nameOf(phone: string): Promise<string | null> {
    const [holder] = await this.customers.byPhone(phone);
    return holder ? [holder.firstName, holder.lastName].filter(Boolean).join(' ') || null : null;
  }

  async #mail(place: Place) {
    const message =
      place.mail === undefined ? (await this.repository.mails(1))[0] : await this.repository.byId(place.mail);
    return message?.channel === 'email' ? mailView(message, place) : null;
  }
}

/** As a field for date and time writes it, on the organisation's wall. */
function wallTime(at: Date): string {
  return DateTime.fromJSDate(at, { zone: ORGANISATION_ZONE }).toFormat("yyyy-MM-dd'T'HH:mm");
}
