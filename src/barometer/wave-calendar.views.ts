import { format, type Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { Progress } from './rules/progress.ts';
import { weeksOf } from './rules/weeks.ts';

type Day = Progress['calendar'][number];

/** What becomes of those whose day it was, in the order in which the bar of a day is cut. */
const DAY_PARTS = ['answered', 'sent', 'replaced', 'putOff', 'waiting'] as const;
type Part = (typeof DAY_PARTS)[number];

interface Shown {
  /** Of the wave. */
  readonly href: string;
  readonly anonymous: boolean;
}

/** A wave day by day: weeks to look at, and the figures behind. */
export function calendarView(words: Words, language: Language, { calendar }: Progress, wave: Shown) {
  const rows = calendar.map((day) => dayView(words, language, day, wave));
  const byDay = new Map(rows.map((row) => [row.day, row]));
  return {
    ...{ rows, anonymous: wave.anonymous },
    weeks: weeksOf(rows.map(({ day }) => day)).map((week) =>
      week.map((day) => byDay.get(day) ?? { day, date: dateOf(day), planned: null }),
    ),
    legend: partsOf(wave).map((kind) => ({ kind, label: words.t(language, `barometer.day.${wordOf(kind, wave)}`) })),
  };
}

function dayView(words: Words, language: Language, counted: Day, wave: Shown) {
  const { day, invited, answered, waiting, moved, replaced, unasked, putOff } = counted;
  const parts = { answered, sent: invited, replaced, putOff, waiting: waiting + moved + unasked };
  const planned = Object.values(parts).reduce((sum, one) => sum + one, 0);
  const told = partsOf(wave)
    .filter((kind) => parts[kind] > 0)
    .map((kind) => words.t(language, `barometer.dayCount.${wordOf(kind, wave)}`, { count: parts[kind] }));
  return {
    ...{ day, date: dateOf(day), href: `${wave.href}/members?day=${day}`, planned },
    ...{ sent: invited + answered, answered, waiting: waiting + moved, putOff, replaced, unasked },
    parts: partsOf(wave).map((kind) => ({ kind, value: parts[kind] })),
    reading: words.t(language, 'barometer.dayReading', {
      day: format.date(language, day, 'UTC', 'weekday'),
      parts: told.join(', '),
    }),
  };
}

/** Whether somebody answered, and when, is told of nobody whose answers are anonymous. */
function partsOf({ anonymous }: Shown): readonly Part[] {
  return anonymous ? DAY_PARTS.filter((kind) => kind !== 'answered') : DAY_PARTS;
}

function wordOf(kind: Part, { anonymous }: Shown): string {
  return anonymous && kind === 'sent' ? 'asked' : kind;
}

/** Of the month. */
function dateOf(day: string): number {
  return Number(day.slice(8));
}
