import { isoLocalDate } from '#platform/calendar';
import { format } from '#platform/i18n';
import type { Expected, Names, Policy } from '#pressure';
import type { Reader } from './asked.views.ts';
import { changesOf } from './policies.views.ts';
import type { Agreement } from './rules/agreement.ts';
import type { Simulation } from './simulations.repository.ts';

type Place = Expected['byTouchpoint'][string];
type Places = Readonly<Record<string, Place>>;
type Shown = (typeof FIGURES)[number];
type Drawn = 'touchpoints' | 'sites' | 'touchpointPeople' | 'sitePeople';

const STATUS = {
  queued: ['quiet', 'hourglass'],
  running: ['accent', 'refresh'],
  done: ['happy', 'check'],
  failed: ['late', 'alert-circle'],
} as const;
const FIGURES = ['sent', 'people', 'neverAsked', 'expectedAnswers', 'marginOfError'] as const;
/** Of a place: what came of its invitations, and whom they reached. The first is drawn. */
const ASKED: readonly [Shown, ...Shown[]] = ['sent', 'expectedAnswers', 'marginOfError'];
const REACHED: readonly [Shown, ...Shown[]] = ['neverAsked', 'people'];
/** More names than that, two bars each, are read in the table. */
const MOST_BARS = 6;

export function simulationRow(reader: Reader, simulation: Simulation) {
  const [tone, icon] = STATUS[simulation.status];
  return {
    href: `/pressure/simulations/${simulation.id}`,
    period: periodText(reader, simulation),
    askedAt: simulation.askedAt.toISOString(),
    status: { tone, icon, label: say(reader, `status.${simulation.status}`) },
    reading: simulation.result ? headline(reader, simulation.result) : null,
  };
}

/** Under way, or what came of it: today's policy beside the draft. */
export function simulationView(reader: Reader, simulation: Simulation, names: Names, siteNames: Names) {
  const { id, status, done, total, result, rules, draft } = simulation;
  return {
    id,
    ...simulationRow(reader, simulation),
    against: say(reader, simulation.policyVersion > 0 ? 'against' : 'againstBuiltIn', {
      version: simulation.policyVersion,
    }),
    running: status === 'queued' || status === 'running',
    failed: status === 'failed',
    done,
    total: Math.max(1, total),
    changes: changesOf(reader, rules, draft, names),
    again: `/pressure/simulations/new?from=${id}`,
    adopt: status === 'done' ? `/pressure/simulations/${id}/adopt` : null,
    result: result && resultView(reader, result, names, siteNames),
  };
}

/** What adopting the draft would change of the policy in force, which may have changed since. */
export function adoptionView(reader: Reader, simulation: Simulation, current: Policy, names: Names) {
  const { id, status, draft, policyVersion } = simulation;
  return {
    ...simulationRow(reader, simulation),
    to: `/pressure/simulations/${id}/adopt`,
    again: `/pressure/simulations/new?from=${id}`,
    changes: changesOf(reader, current.rules, draft, names),
    stale: policyVersion !== current.version,
    done: status === 'done',
  };
}

function resultView(
  reader: Reader,
  { current, draft, agreement }: NonNullable<Simulation['result']>,
  names: Names,
  siteNames: Names,
) {
  const about = (places: Places) =>
    Object.fromEntries(Object.entries(places).map(([key, place]) => [names.get(key) ?? key, place]));
  const sites = (places: Places) =>
    Object.fromEntries(
      Object.entries(places).flatMap(([key, place]) => (key ? [[siteNames.get(key) ?? key, place]] : [])),
    );
  const touchpoints = [about(current.byTouchpoint), about(draft.byTouchpoint)] as const;
  const bySite = [sites(current.bySite), sites(draft.bySite)] as const;
  return {
    tiles: FIGURES.map((figure) => tile(reader, figure, current[figure], draft[figure])),
    charts: [
      pairs(reader, 'rules', stopped(reader, current), stopped(reader, draft)),
      places(reader, 'touchpoints', ASKED, ...touchpoints),
      places(reader, 'touchpointPeople', REACHED, ...touchpoints),
      places(reader, 'sites', ASKED, ...bySite),
      places(reader, 'sitePeople', REACHED, ...bySite),
    ],
    interactions: draft.interactions,
    agreement: agreement ? agreementView(reader, agreement) : null,
  };
}

/** Those not asked about, by what stopped them; those that waited at the end are among them. */
function stopped(reader: Reader, { suppressedByRule, waiting }: Expected): Record<string, number> {
  const counts: [string, number][] = Object.entries(suppressedByRule);
  if (waiting > 0) counts.push(['waiting', waiting]);
  return Object.fromEntries(counts.map(([rule, count]) => [ruleText(reader, rule), count]));
}

function agreementView(reader: Reader, { decided, agreed, otherPolicy, otherwise }: Agreement) {
  const number = (value: number) => format.number(reader.language, value);
  return {
    icon: agreed === decided ? 'shield-check' : 'info-circle',
    reading: say(reader, agreed === decided ? 'agreement.all' : 'agreement.most', {
      agreed: number(agreed),
      decided: number(decided),
    }),
    reasons: (['otherPolicy', 'otherwise'] as const).flatMap((reason) => {
      const count = { otherPolicy, otherwise }[reason];
      return count > 0 ? [say(reader, `agreement.${reason}`, { count })] : [];
    }),
  };
}

function tile(reader: Reader, figure: (typeof FIGURES)[number], today: number | null, draft: number | null) {
  const write = (value: number | null) => written(reader, figure, value);
  const change = today === null || draft === null || today === draft ? null : draft - today;
  return {
    label: say(reader, `figure.${figure}`),
    value: write(draft),
    today: say(reader, 'today', { value: write(today) }),
    change:
      change === null ? null : `${change > 0 ? '+' : '−'}${format.number(reader.language, Math.abs(round(change)))}`,
  };
}

/** Two bars a name, today's and the draft's; the names that differ most first. */
function pairs(
  reader: Reader,
  chart: 'rules' | Drawn,
  today: Readonly<Record<string, number>>,
  draft: Readonly<Record<string, number>>,
) {
  const of = (figures: Readonly<Record<string, number>>, name: string) => figures[name] ?? 0;
  const change = (name: string) => of(draft, name) - of(today, name);
  const names = [...new Set([...Object.keys(today), ...Object.keys(draft)])].sort(
    (a, b) => Math.abs(change(b)) - Math.abs(change(a)) || of(today, b) - of(today, a),
  );
  const [first] = names;
  const rows = names.slice(0, MOST_BARS).flatMap((name) => [
    { label: name, value: of(today, name), mood: 'neutral' },
    { label: say(reader, 'bar'), value: of(draft, name) },
  ]);
  const number = (value: number) => format.number(reader.language, value);
  const both = (name: string) => ({ name, today: number(of(today, name)), draft: number(of(draft, name)) });
  const differs = first !== undefined && change(first) !== 0;
  return {
    id: `simulation-${chart}`,
    title: say(reader, `chart.${chart}`),
    reading: differs ? say(reader, `reading.${chart}`, both(first)) : say(reader, 'reading.same'),
    data: rows.length === 0 ? null : { type: 'bars', kind: 'number', rows },
    table: {
      columns: ['name', 'today', 'draft', 'change'].map((column) => say(reader, `column.${column}`)),
      rows: names.map((name) => [
        name,
        number(of(today, name)),
        number(of(draft, name)),
        format.signed(reader.language, change(name)),
      ]),
    },
  };
}

/** As `pairs` of the first figure; the table has the others, too. A simulation of long ago does not know them all. */
function places(reader: Reader, chart: Drawn, figures: readonly [Shown, ...Shown[]], today: Places, draft: Places) {
  const first = (of: Places) =>
    Object.fromEntries(
      Object.entries(of).flatMap(([name, { [figures[0]]: value }]) =>
        typeof value === 'number' ? [[name, value]] : [],
      ),
    );
  const drawn = pairs(reader, chart, first(today), first(draft));
  const names = drawn.table.rows.map(([name = '']) => name);
  const cell = (of: Places, name: string, figure: Shown) => written(reader, figure, of[name]?.[figure] ?? null);
  const both = (figure: Shown) => (name: string) => [cell(today, name, figure), cell(draft, name, figure)];
  const events = (name: string) => format.number(reader.language, (draft[name] ?? today[name])?.interactions ?? 0);
  const column = (figure: Shown, when: 'today' | 'draft') =>
    say(reader, 'column.both', { figure: say(reader, `figure.${figure}`), when: say(reader, `column.${when}`) });
  return {
    ...drawn,
    table: {
      columns: [
        say(reader, 'column.name'),
        say(reader, 'column.interactions'),
        ...figures.flatMap((figure) => [column(figure, 'today'), column(figure, 'draft')]),
      ],
      rows: names.map((name) => [name, events(name), ...figures.flatMap((figure) => both(figure)(name))]),
    },
  };
}

function written(reader: Reader, figure: (typeof FIGURES)[number], value: number | null): string {
  if (value === null) return '–';
  const number = format.number(reader.language, value);
  return figure === 'marginOfError' ? say(reader, 'points', { points: number }) : number;
}

/** What changes for people, in a sentence. */
function headline(reader: Reader, { current, draft }: NonNullable<Simulation['result']>): string {
  const fewer = current.sent - draft.sent;
  const sent = format.number(reader.language, Math.abs(fewer));
  const share = format.percent(reader.language, current.sent > 0 ? Math.abs(fewer) / current.sent : 0);
  const way = fewer === 0 ? 'same' : fewer > 0 ? 'fewer' : 'more';
  const never = draft.neverAsked - current.neverAsked;
  const people =
    never === 0
      ? ''
      : ` ${say(reader, `headline.${never > 0 ? 'neverMore' : 'neverFewer'}`, { count: Math.abs(never) })}`;
  return `${say(reader, `headline.${way}`, { sent, share })}${people}`;
}

function periodText({ words, language, zone }: Reader, { from, to }: Pick<Simulation, 'from' | 'to'>): string {
  const last = new Date(to.getTime() - 1);
  return words.t(language, 'pressure.simulation.period', {
    from: format.date(language, from.toISOString(), zone),
    to: format.date(language, last.toISOString(), zone),
  });
}

/** The dates of a period as a form holds them. */
export function datesOf({ from, to }: Pick<Simulation, 'from' | 'to'>, zone: string) {
  return { from: isoLocalDate(from, zone), to: isoLocalDate(new Date(to.getTime() - 1), zone) };
}

/** Ours in words; a rule of the policy by its key. */
function ruleText({ words, language }: Reader, rule: string): string {
  const key = `pressure.simulation.settled.${rule}`;
  return words.has(language, key) ? words.t(language, key) : rule;
}

function round(figure: number): number {
  return Math.round(figure * 10) / 10;
}

function say({ words, language }: Reader, word: string, params: Record<string, string | number> = {}): string {
  return words.t(language, `pressure.simulation.${word}`, params);
}
