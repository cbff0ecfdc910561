import type { PressureRule } from '#pressure';

/** What was in force before the year of the story, the oldest first, and how long ago each began; the last is that of the whole year. */
export const POLICIES: readonly { readonly daysAgo: number; readonly rules: readonly PressureRule[] }[] = [
  { daysAgo: 700, rules: [{ key: 'quarantine', scope: 'all', windowDays: 90, cap: 1 }] },
  {
    daysAgo: 520,
    rules: [
      { key: 'quarantine', scope: 'all', windowDays: 45, cap: 1 },
      { key: 'year', scope: 'all', windowDays: 365, cap: 3, reserve: [{ scope: 'cold', places: 1 }] },
    ],
  },
  {
    daysAgo: 400,
    rules: [
      { key: 'messages', scope: 'all', windowDays: 7, cap: 2, countReminders: true },
      { key: 'quarantine', scope: 'all', windowDays: 30, cap: 1 },
      { key: 'barometer', scope: 'cold', windowDays: 90, cap: 1 },
      { key: 'year', scope: 'all', windowDays: 365, cap: 4 },
    ],
  },
];

/** What a supervisor asked the simulator about the last quarter. */
export const DRAFT: readonly PressureRule[] = (POLICIES.at(-1)?.rules ?? []).map((rule) =>
  rule.key === 'quarantine' ? { ...rule, windowDays: 45 } : rule,
);
