import { Inject, Injectable } from '@nestjs/common';
import { CustomersService } from '#customers';
import { Brands } from '#platform/brand';
import { CONFIG, type Config } from '#platform/config';
import type { HeardFact } from '#platform/facts';
import { Words } from '#platform/i18n';
import { StaffMail } from '#platform/mail';
import { UsersService, type User } from '#users';
import type { CallbackCase } from './case.entity.ts';
import { CallbacksRepository } from './callbacks.repository.ts';
import { hoursOf } from './rules/deadlines.ts';
import type { AlarmClock, AlarmLevel } from './rules/escalation.ts';
import { isAtWork } from './rules/lifecycle.ts';

/** Letters about cases that run out of time. */
@Injectable()
export class CallbacksLetters {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly brands: Brands,
    private readonly words: Words,
    private readonly mail: StaffMail,
    private readonly users: UsersService,
    private readonly customers: CustomersService,
    private readonly repository: CallbacksRepository,
  ) {}

  /** Nobody is written to about a case that was settled meanwhile. @throws DeliveryError */
  async tell({ id, subject, data }: HeardFact<'case.escalated'>): Promise<void> {
    const one = await this.repository.byId(subject);
    if (!one || !isAtWork(one.status)) return;
    const { level, clock } = data as { level: AlarmLevel; clock: AlarmClock };
    const name = await this.#nameOf(one);
    for (const reader of await this.#readers(one, level))
      await this.#write(reader, one, { level, clock, name, fact: id });
  }

  async #write(
    { id, email, language }: User,
    one: CallbackCase,
    { level, clock, name, fact }: { level: AlarmLevel; clock: AlarmClock; name: string; fact: string },
  ): Promise<void> {
    const view = {
      ...{ level, clock, name, priority: one.priority, link: `${this.config.publicUrl}/callbacks/${one.id}` },
      brand: (await this.brands.current()).name,
      dueAt: clock === 'first-contact' ? one.firstContactDueAt : one.resolutionDueAt,
    };
    await this.mail.send({
      ...{ to: email, template: 'case-escalated', view, language, key: `case-${fact}-${id}` },
      subject: this.words.t(language, `callbacks.letter.subject.${level}`, { name }),
      timeZone: hoursOf(null).zone,
    });
  }

  /** Whoever must act: who has the case or its team, then the supervisors, then the administrators; never nobody. */
  async #readers({ assignee, team }: CallbackCase, level: AlarmLevel): Promise<User[]> {
    const supervisors = () => (team ? this.users.list({ role: 'supervisor', team }) : []);
    const workers = async () => {
      if (!assignee) return team ? this.users.list({ team }) : [];
      const user = await this.users.byId(assignee);
      return user ? [user] : [];
    };
    const circles = { warning: [workers, supervisors], urgent: [supervisors], supervisors: [supervisors], admins: [] };
    for (const circle of [...circles[level], () => this.users.list({ role: 'admin' })]) {
      const readers = (await circle()).filter(({ active }) => active);
      if (readers.length > 0) return readers;
    }
    return [];
  }

  async #nameOf({ customer }: CallbackCase): Promise<string> {
    const known = (await this.customers.byIds([customer])).get(customer);
    return [known?.firstName, known?.lastName].filter(Boolean).join(' ') || (known?.externalId ?? '');
  }
}
