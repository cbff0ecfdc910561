import { mood } from '#platform/values';
import { endsOf, estimateOf, pointsText } from './barometer-figures.views.ts';
import type { TouchpointBoth } from './barometer-hot-cold.service.ts';
import type { Leaver } from './barometer-leavers.repository.ts';
import type { Leavers } from './barometer-leavers.service.ts';
import type { headOf } from './barometer-results.views.ts';
import { addressOf } from './cockpit.views.ts';
import { initialsOf } from './customer.views.ts';
import type { Places } from './places.repository.ts';
import type { HotCold } from './rules/hot-cold.ts';
import type { Writer } from './writer.views.ts';

type Head = ReturnType<typeof headOf>;

/** Touchpoints judged at once, and by the same people later. */
export function hotColdView(
  touchpoints: readonly TouchpointBoth[],
  { places, head }: { places: Places; head: Head },
  writer: Writer,
) {
  const rows = touchpoints.map((one) => touchpointRow(one, places, writer));
  const of = (verdict: HotCold) => rows.filter((row) => row.verdict === verdict).map(({ name }) => name);
  const said = (['flatters', 'underrated'] as const).flatMap((verdict) =>
    of(verdict).length > 0
      ? [writer.say(`barometer.both.${verdict}`, { names: of(verdict).join(', '), count: of(verdict).length })]
      : [],
  );
  return {
    ...{ head, rows, reading: said.length > 0 ? said.join(' ') : writer.say('barometer.both.nothing') },
    tone: said.length > 0 ? 'soon' : 'accent',
  };
}

function touchpointRow(
  { touchpoint, scale, hot, cold, difference, verdict }: TouchpointBoth,
  places: Places,
  writer: Writer,
) {
  const kind = scale === 'nps' ? ('net' as const) : ('share' as const);
  const seen = hot.score !== null && hot.ci ? estimateOf({ kind, value: hot.score, ci: hot.ci }) : null;
  return {
    ...{ verdict, name: writer.place(places.touchpoints, touchpoint) ?? touchpoint, n: cold.n },
    href: addressOf('/verbatims', { touchpoint }),
    hot: seen && { ...seen, ...endsOf(kind), what: writer.say(`barometer.scale.${scale}`) },
    cold: { ...estimateOf(cold), ...endsOf(cold.kind) },
    difference: pointsText(difference, writer),
  };
}

/** The unhappy who never complained, with what to do about them. */
export function leaversView(
  { found, silent, unhappy }: Leavers,
  { places, head, key, cursor }: { places: Places; head: Head; key: string; cursor: string | null },
  writer: Writer,
) {
  const here = head.action;
  return {
    ...{ head, tone: silent > 0 ? 'soon' : 'happy', icon: silent > 0 ? 'user-x' : 'circle-check' },
    reading: writer.say(unhappy === 0 ? 'barometer.leavers.nobody' : 'barometer.leavers.reading', {
      ...{ count: silent, unhappy, share: writer.percent(unhappy > 0 ? silent / unhappy : 0) },
    }),
    rows: found.items.map((one) => leaverRow(one, key, places, writer)),
    first: cursor ? addressOf(here, { wave: head.wave }) : null,
    next: found.nextCursor && addressOf(here, { wave: head.wave, cursor: found.nextCursor }),
  };
}

function leaverRow(one: Leaver, key: string, places: Places, { place, say, day }: Writer) {
  const name = [one.firstName, one.lastName].filter(Boolean).join(' ') || one.externalId;
  const where = [
    one.segment,
    place(places.sites, one.site),
    one.since && say('barometer.leavers.since', { day: day(one.since) }),
  ];
  return {
    person: {
      ...{ name, initials: initialsOf(name), href: `/customers/${one.customer}`, vip: one.vip },
      detail: where.filter(Boolean).join(' · ') || null,
    },
    score: { scale: one.metric, value: one.score, mood: mood(one.metric, one.score) },
    ...{ comment: one.comment, lang: one.language, at: one.at },
    open: `/barometers/${key}/leavers/${one.response}/open-case`,
  };
}
