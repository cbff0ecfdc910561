import { Injectable } from '@nestjs/common';
import { CustomersHouseholds } from '#customers';
import { addLocalDays } from '#platform/calendar';
import { Clock } from '#platform/clock';
import { decodeCursor, isTime, ORGANISATION_ZONE, pageOf, type Page } from '#platform/http';
import { PressurePeopleRepository, type Bar, type Close, type Linked, type Nth } from './pressure-people.repository.ts';
import { PressureService } from './pressure.service.ts';
import type { PressureRule } from './rules/policy.ts';

export const SPANS = [30, 90, 365] as const;
const YEAR = 365;

export interface Overview {
  readonly bars: Bar[];
  readonly nths: Nth[];
  /** Who holds all places of a rule but one, or more. */
  readonly close: Page<Close> & { readonly rule: PressureRule | null; readonly rules: readonly PressureRule[] };
}

/** How the questions spread over people, and who is close to what the rules allow. */
@Injectable()
export class PressurePeople {
  constructor(
    private readonly clock: Clock,
    private readonly households: CustomersHouseholds,
    private readonly pressure: PressureService,
    private readonly repository: PressurePeopleRepository,
  ) {}

  /** @param key of the rule to be close to; that with the longest window when it is unknown. */
  async overview(key: string | undefined, page: { cursor?: string | undefined; limit: number }): Promise<Overview> {
    const [now, linked] = [this.clock.now(), await this.#linked()];
    return {
      bars: await this.repository.bars(
        SPANS.map((days) => ({ days, since: addLocalDays(now, 1 - days, ORGANISATION_ZONE) })),
        linked,
      ),
      nths: await this.repository.answersByNth(YEAR, linked, now),
      close: await this.#close(key, linked, page),
    };
  }

  async #close(
    key: string | undefined,
    linked: Linked,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<Overview['close']> {
    const { rules } = await this.pressure.policy();
    const longest = [...rules].sort((a, b) => b.windowDays - a.windowDays)[0];
    const rule = rules.find((one) => one.key === key) ?? longest;
    if (!rule) return { items: [], nextCursor: null, rule: null, rules };
    const since = addLocalDays(this.clock.now(), 1 - rule.windowDays, ORGANISATION_ZONE);
    const after = decodeCursor(cursor, 3, ([count, last]) => Number.isInteger(count) && isTime(last));
    const rows = await this.repository.close(rule, since, linked, { after, limit: limit + 1 });
    const paged = pageOf(rows, limit, ({ count, last, person }) => [count, last.toISOString(), person]);
    return { ...paged, rule, rules };
  }

  async #linked(): Promise<Linked> {
    const persons = await this.households.persons();
    const names = new Map<string, string>();
    for (const [customer, name] of persons) if (!names.has(name)) names.set(name, customer);
    return {
      customers: [...persons.keys()],
      persons: [...persons.values()].map((name) => names.get(name) ?? name),
    };
  }
}
