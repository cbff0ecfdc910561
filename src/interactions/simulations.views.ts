import { isoLocalDate } from '#platform/calendar';
import { format } from '#platform/i18n';
import { ruleView, type Expected, type PressureRule } from '#pressure';
import type { Reader } from './asked.views.ts';
import type { Touchpoint } from './rules/touchpoint.ts';
import type { Simulation } from './simulations.repository.ts';
import { nameOf } from './touchpoints.views.ts';

type Touchpoints = ReadonlyMap<string, Touchpoint>;
type Counts = Readonly<Record<string, { readonly sent: number }>>;

const STATUS = {
  queued: ['quiet', 'hourglass'],
  running: ['accent', 'refresh'],
  done: ['happy', 'check'],
  failed: ['late', 'alert-circle'],
} as const;
const FIGURES = ['sent', 'people', 'neverAsked', 'expectedAnswers', 'marginOfError'] as const;
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
export function simulationView(reader: Reader, simulation: Simulation, touchpoints: Touchpoints) {
  const { id, status, done, total, result } = simulation;
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
    changes: changesText(reader, simulation),
    result: result && resultView(reader, result, touchpoints),
  };
}

function resultView(reader: Reader, { current, draft }: NonNullable<Simulation['result']>, touchpoints: Touchpoints) {
  const named = (counts: Counts) =>
    Object.fromEntries(
      Object.entries(counts).map(([key, { sent }]) => [touchpointText(reader, key, touchpoints), sent]),
    );
  const sites = (counts: Counts) =>
    Object.fromEntries(Object.entries(counts).flatMap(([key, { sent }]) => (key ? [[key, sent]] : [])));
  const stopped = (of: Expected) =>
    Object.fromEntries(Object.entries(of.suppressedByRule).map(([rule, count]) => [ruleText(reader, rule), count]));
  return {
    tiles: FIGURES.map((figure) => tile(reader, figure, current[figure], draft[figure])),
    charts: [
      pairs(reader, 'rules', stopped(current), stopped(draft)),
      pairs(reader, 'touchpoints', named(current.byTouchpoint), named(draft.byTouchpoint)),
      pairs(reader, 'sites', sites(current.bySite), sites(draft.bySite)),
    ],
    interactions: draft.interactions,
  };
}

function tile(reader: Reader, figure: (typeof FIGURES)[number], today: number | null, draft: number | null) {
  const write = (value: number | null) =>
    value === null
      ? '–'
      : figure === 'marginOfError'
        ? say(reader, 'points', { points: format.number(reader.language, value) })
        : format.number(reader.language, value);
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
  chart: 'rules' | 'touchpoints' | 'sites',
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
    { label: say(reader, 'bar.today', { name }), value: of(today, name), mood: 'neutral' },
    { label: say(reader, 'bar.draft', { name }), value: of(draft, name) },
  ]);
  const number = (value: number) => format.number(reader.language, value);
  return {
    id: `simulation-${chart}`,
    title: say(reader, `chart.${chart}`),
    reading:
      first === undefined || change(first) === 0
        ? say(reader, 'reading.same')
        : say(reader, `reading.${chart}`, {
            name: first,
            today: number(of(today, first)),
            draft: number(of(draft, first)),
          }),
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

/** What changes for people, in a sentence. */
export function headline(reader: Reader, { current, draft }: NonNullable<Simulation['result']>): string {
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

/** The rules that the draft changes, adds or leaves out, as sentences. */
function changesText(
  reader: Reader,
  { rules, draft }: Simulation,
): { today: string | null; draft: string | null; key: string }[] {
  const keys = [...new Set([...rules, ...draft].map(({ key }) => key))];
  const sentence = (rule: PressureRule | undefined) => (rule ? sentenceOf(reader, rule) : null);
  return keys
    .map((key) => ({
      key,
      today: sentence(rules.find((rule) => rule.key === key)),
      draft: sentence(draft.find((rule) => rule.key === key)),
    }))
    .filter(({ today, draft: other }) => today !== other);
}

function sentenceOf({ words, language }: Reader, rule: PressureRule): string {
  const { scope, limits, exceed } = ruleView(words, language, rule);
  return words.t(language, 'pressure.simulation.sentence', { scope, limits: limits.join(', '), exceed: exceed.label });
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

function touchpointText({ language }: Reader, key: string, touchpoints: Touchpoints): string {
  const touchpoint = touchpoints.get(key);
  return touchpoint ? nameOf(language, touchpoint) : key;
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
