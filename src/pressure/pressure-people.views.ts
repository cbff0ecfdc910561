import type { Customer } from '#customers';
import { format, type Words } from '#platform/i18n';
import { wilson } from '#platform/statistics';
import type { Language } from '#platform/values';
import type { Bar, Close, Nth } from './pressure-people.repository.ts';
import { SPANS } from './pressure-people.service.ts';
import { ruleView } from './pressure.views.ts';
import type { PressureRule } from './rules/policy.ts';

const MANY = 10;
const FEW = 30;

export interface Teller {
  readonly words: Words;
  readonly language: Language;
}

/** How many people were asked once, twice …, for each span of days. */
export function spreadCharts(teller: Teller, bars: readonly Bar[]) {
  return SPANS.map((days) => {
    const of = bars.filter((bar) => bar.days === days);
    const asked = of.filter(({ asked: times }) => times > 0);
    const people = sum(asked);
    const often = sum(asked.filter(({ asked: times }) => times > 1));
    const bins = times(of).map((n) => ({
      label: timesText(n),
      count: of.find(({ asked: found }) => found === n)?.people ?? 0,
    }));
    const params = { days, people: number(teller, people), share: percent(teller, often, people) };
    return {
      id: `spread-${days}`,
      title: say(teller, 'spread.title', { days }),
      reading: people === 0 ? say(teller, 'spread.none', { days }) : say(teller, 'spread.reading', params),
      data: people === 0 ? null : { type: 'histogram', kind: 'number', bins },
      table: {
        columns: [say(teller, 'column.times'), say(teller, 'column.people')],
        rows: bins.map(({ label, count }) => [label, number(teller, count)]),
      },
    };
  });
}

/** Whether people answer less the more often they are asked. */
export function answersChart(teller: Teller, nths: readonly Nth[]) {
  const rows = nths.map(({ nth, asked, answered }) => {
    const [low, high] = wilson({ x: answered, n: asked });
    return { label: timesText(nth), value: answered / asked, low, high, n: asked };
  });
  const [first, last] = [nths[0], nths.filter(({ asked }) => asked >= FEW).at(-1)];
  return {
    id: 'answers',
    title: say(teller, 'answers.title'),
    reading: first && last && last !== first ? answersReading(teller, first, last) : say(teller, 'answers.few'),
    data: rows.length === 0 ? null : { type: 'bars', kind: 'percent', rows },
    table: {
      columns: ['nth', 'rate', 'interval', 'asked'].map((column) => say(teller, `column.${column}`)),
      rows: rows.map(({ label, value, low, high, n }) => [
        label,
        format.percent(teller.language, value),
        `${format.percent(teller.language, low)} … ${format.percent(teller.language, high)}`,
        number(teller, n),
      ]),
    },
  };
}

/** Two intervals apart are a real change; two that touch may be chance. */
function answersReading(teller: Teller, first: Nth, last: Nth): string {
  const [before, after] = [first, last].map(({ asked: n, answered: x }) => wilson({ x, n }));
  const word = !before || !after || (after[1] >= before[0] && after[0] <= before[1]) ? 'same' : 'real';
  const way = word === 'same' ? 'same' : last.answered / last.asked < first.answered / first.asked ? 'less' : 'more';
  return say(teller, `answers.${way}`, {
    nth: timesText(last.nth),
    first: percent(teller, first.answered, first.asked),
    last: percent(teller, last.answered, last.asked),
  });
}

export function closeRow(
  teller: Teller,
  { customer, count, last }: Close,
  rule: PressureRule,
  known: Map<string, Customer>,
) {
  const full = count >= rule.cap;
  return {
    person: personOf(known.get(customer)),
    count: say(teller, 'close.count', { count, cap: rule.cap, days: rule.windowDays }),
    last: last.toISOString(),
    state: full
      ? { tone: 'late', icon: 'hand-stop', label: say(teller, 'close.full') }
      : { tone: 'soon', icon: 'hourglass', label: say(teller, 'close.one') },
  };
}

/** A rule to choose, as people say it. */
export function ruleOption({ words, language }: Teller, rule: PressureRule) {
  const { scope, limits } = ruleView(words, language, rule);
  return {
    value: rule.key,
    label: words.t(language, 'pressure.people.close.option', { scope, limit: limits[0] ?? '' }),
  };
}

function personOf(customer: Customer | undefined) {
  if (!customer) return { name: '–', initials: '', href: null, vip: false };
  const { firstName, lastName, externalId, id, vip } = customer;
  const name = [firstName, lastName].filter(Boolean).join(' ') || externalId;
  const initials = [firstName, lastName].map((part) => part?.[0] ?? '').join('') || (externalId[0] ?? '');
  return { name, initials: initials.toUpperCase(), href: `/customers/${id}`, vip };
}

function times(bars: readonly Bar[]): number[] {
  const most = Math.max(3, ...bars.map(({ asked }) => asked));
  return Array.from({ length: most + 1 }, (_, n) => n);
}

function timesText(n: number): string {
  return n >= MANY ? `${MANY}+` : String(n);
}

function sum(bars: readonly Bar[]): number {
  return bars.reduce((total, { people }) => total + people, 0);
}

function number({ language }: Teller, value: number): string {
  return format.number(language, value);
}

function percent({ language }: Teller, part: number, whole: number): string {
  return format.percent(language, whole > 0 ? part / whole : 0);
}

function say({ words, language }: Teller, word: string, params: Record<string, string | number> = {}): string {
  return words.t(language, `pressure.people.${word}`, params);
}
