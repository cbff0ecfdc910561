import { Injectable } from '@nestjs/common';
import { CustomersHouseholds } from '#customers';
import { addLocalDays } from '#platform/calendar';
import { Clock } from '#platform/clock';
import { decodeCursor, ORGANISATION_ZONE, pageOf, type Page } from '#platform/http';
import { PressurePeopleRepository, type Bar, type Close, type Linked, type Nth } from './pressure-people.repository.ts';
import { PressureService } from './pressure.service.ts';
import type { PressureRule } from './rules/policy.ts';

export const SPANS = [30, 90, 365] as const;
const YEAR = 365;

/** How the questions spread over people, and who is close to what the rules allow. */
@Injectable()
export class PressurePeople {
  constructor(
    private readonly clock: Clock,
    private readonly households: CustomersHouseholds,
    private readonly pressure: PressureService,
    private readonly repository: PressurePeopleRepository,
  ) {}

  async spread(): Promise<{ bars: Bar[]; nths: Nth[] }> {
    const [now, linked] = [this.clock.now(), await this.#linked()];
    return {
      bars: await this.repository.bars(SPANS, linked, now),
      nths: await this.repository.answersByNth(YEAR, linked, now),
    };
  }

  /** @param key of a rule of the policy; that with the longest window when it is unknown. */
  async close(
    key: string | undefined,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<Page<Close> & { rule: PressureRule | null; rules: readonly PressureRule[] }> {
    const { rules } = await this.pressure.policy();
    const longest = [...rules].sort((a, b) => b.windowDays - a.windowDays)[0];
    const rule = rules.find((one) => one.key === key) ?? longest;
    if (!rule) return { items: [], nextCursor: null, rule: null, rules };
    const since = addLocalDays(this.clock.now(), 1 - rule.windowDays, ORGANISATION_ZONE);
    const after = decodeCursor(cursor, 3);
    const rows = await this.repository.close(rule, since, await this.#linked(), { after, limit: limit + 1 });
    return { ...pageOf(rows, limit, ({ count, last, person }) => [count, last.toISOString(), person]), rule, rules };
  }

  async #linked(): Promise<Linked> {
    const { persons } = await this.households.all();
    const names = new Map<string, string>();
    for (const [customer, name] of persons) if (!names.has(name)) names.set(name, customer);
    return {
      customers: [...persons.keys()],
      persons: [...persons.values()].map((name) => names.get(name) ?? name),
    };
  }
}
