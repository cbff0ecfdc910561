import { format, type Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { Progress } from './rules/progress.ts';
import { weeksOf } from './rules/weeks.ts';

type Day = Progress['calendar'][number];

/** What becomes of those whose day it was, in the order in which the bar of a day is cut. */
const DAY_PARTS = ['answered', 'sent', 'replaced', 'putOff', 'waiting'] as const;

/** A wave day by day: weeks to look at, and the figures behind. @param href of the wave */
export function calendarView(words: Words, language: Language, { calendar }: Progress, href: string) {
  const rows = calendar.map((day) => dayView(words, language, day, href));
  const byDay = new Map(rows.map((row) => [row.day, row]));
  return {
    rows,
    weeks: weeksOf(rows.map(({ day }) => day)).map((week) =>
      week.map((day) => byDay.get(day) ?? { day, date: dateOf(day), planned: null }),
    ),
    legend: DAY_PARTS.map((kind) => ({ kind, label: words.t(language, `barometer.day.${kind}`) })),
  };
}

function dayView(words: Words, language: Language, counted: Day, href: string) {
  const { day, invited, answered, waiting, moved, replaced, unasked, putOff } = counted;
  const parts = { answered, sent: invited, replaced, putOff, waiting: waiting + moved + unasked };
  const planned = Object.values(parts).reduce((sum, one) => sum + one, 0);
  const told = DAY_PARTS.filter((kind) => parts[kind] > 0).map((kind) =>
    words.t(language, `barometer.dayCount.${kind}`, { count: parts[kind] }),
  );
  return {
    ...{ day, date: dateOf(day), href: `${href}/members?day=${day}`, planned },
    ...{ sent: invited + answered, answered, waiting: waiting + moved, putOff, replaced, unasked },
    parts: DAY_PARTS.map((kind) => ({ kind, value: parts[kind] })),
    reading: words.t(language, 'barometer.dayReading', {
      day: format.date(language, day, 'UTC', 'weekday'),
      parts: told.join(', '),
    }),
  };
}

/** Of the month. */
function dateOf(day: string): number {
  return Number(day.slice(8));
}
