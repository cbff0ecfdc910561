import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import type { Principal } from '#platform/http';
import { Words } from '#platform/i18n';
import { UsersService, type User } from '#users';
import type { CallbackCase } from './case.entity.ts';
import { casePage, type Returned } from './callbacks-case.views.ts';
import { CallbacksContext } from './callbacks-context.service.ts';
import { CallbacksPerson } from './callbacks-person.service.ts';
import { rowView } from './callbacks-queue.views.ts';
import { CallbacksReading, TABS, type Tab } from './callbacks-reading.service.ts';
import { personOf, sayIn } from './callbacks.views.ts';
import { maySupervise } from './rules/rights.ts';

type Person = Extract<Principal, { kind: 'user' }>;

const ROWS = 30;

/** What the screens of callbacks show, ready for their templates. */
@Injectable()
export class CallbacksScreens {
  constructor(
    private readonly clock: Clock,
    private readonly words: Words,
    private readonly users: UsersService,
    private readonly reading: CallbacksReading,
    private readonly context: CallbacksContext,
    private readonly person: CallbacksPerson,
  ) {}

  async queue(tab: Tab, cursor: string | undefined, reader: Person) {
    const { items, nextCursor } = await this.reading.tab(tab, reader, { limit: ROWS, cursor });
    const counts = await this.reading.counts(reader);
    const context = await this.context.of(items);
    const now = this.clock.now();
    return {
      tab,
      tabs: TABS.filter((name) => name !== 'verify' || maySupervise(reader)).map((name) => ({
        href: `/callbacks?view=${name}`,
        label: this.words.t(reader.language, `callbacks.tab.${name}`),
        active: name === tab,
        count: name === 'all' ? null : counts[name],
      })),
      rows: items.map((one) => rowView(one, context, now, reader, tab)),
      next: nextCursor && `/callbacks?view=${tab}&cursor=${nextCursor}`,
      first: cursor ? `/callbacks?view=${tab}` : null,
    };
  }

  async row(one: CallbackCase, tab: Tab, reader: Person) {
    return rowView(one, await this.context.of([one]), this.clock.now(), reader, tab);
  }

  async case(one: CallbackCase, reader: Person, returned: Returned | null = null) {
    const [past, attempts, others, responses] = await Promise.all([
      this.reading.past([one]),
      this.reading.attempts(one),
      this.reading.others(one, reader),
      this.reading.responses(one),
    ]);
    const people = [
      ...past.facts.flatMap(({ actor, data }) => [personOf(actor), data['assignee'] as string | null]),
      ...attempts.map(({ by }) => by),
    ].flatMap((id) => id ?? []);
    const context = await this.context.of([one], { people, responses });
    return casePage(
      {
        ...{ one, context, past, attempts, others, reader },
        responses: responses.flatMap((id) => context.responses.get(id) ?? []),
        person: await this.person.of(one.customer),
        colleagues: maySupervise(reader) ? await this.#colleagues(one) : [],
        now: this.clock.now(),
        say: sayIn(this.words, reader.language),
      },
      returned,
    );
  }

  /** Who could be handed the case: the people of its team; everyone who works where it has none. */
  async #colleagues({ team }: CallbackCase): Promise<User[]> {
    const people = await this.users.list(team ? { team } : {});
    return people.filter(({ active }) => active);
  }
}
