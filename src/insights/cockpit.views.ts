import type { OpeningNotice } from '#barometer';
import { distributionChart, funnelChart, heatChart, trendChart } from './cockpit-charts.views.ts';
import { journeyView, sitesView } from './cockpit-places.views.ts';
import { barometerTile, measured, rateChange, rateTile, tileOf, TILES } from './cockpit-tiles.views.ts';
import type { Choice, Figures } from './cockpit.service.ts';
import type { Place } from './places.repository.ts';
import { PERIODS } from './rules/period.ts';
import { dateOf } from './rules/span.ts';
import { verbatimView } from './verbatims.views.ts';
import type { Writer } from './writer.views.ts';

const HERE = '/cockpit';

/** Everything on the cockpit, each figure with its n, its interval and what it is compared with. */
export function cockpitView(figures: Figures, choice: Choice, writer: Writer, waves: readonly OpeningNotice[] = []) {
  const { say } = writer;
  const to = (change: Partial<Choice>) => addressOf(HERE, { ...choice, ...change });
  const before = say(`before.${choice.period}`);
  const listened = addressOf('/verbatims', { site: choice.site, from: dateOf(figures.period.now.from) });
  const journey = journeyView(figures, before, listened, writer);
  const tiles = TILES.map((metric) => tileOf(metric, figures, to({ metric }), before, writer));
  return {
    periods: PERIODS.map((period) => ({
      label: say(`period.${period}`),
      href: to({ period }),
      active: period === choice.period,
    })),
    filter: {
      action: HERE,
      period: choice.period,
      metric: choice.metric,
      site: choice.site,
      clear: choice.site && to({ site: null }),
    },
    sites: figures.places.sites.map(optionOf),
    empty: figures.scores.length > 0 || figures.funnel.sent > 0 ? null : emptyView(choice, to, writer),
    todo: [...waves, ...todoOf(figures, journey, to, writer)],
    tiles: [
      ...tiles,
      rateTile(figures, before, writer),
      ...(figures.barometer ? [barometerTile(figures.barometer, writer)] : []),
    ],
    metrics: TILES.map((metric) => ({
      label: say(`metric.${metric}`),
      href: `${to({ metric })}#measure`,
      active: metric === figures.metric,
    })),
    ...chartsOf(figures, before, writer),
    journey,
    ranking: sitesView(figures, (site) => to({ site }), writer),
    verbatims: figures.verbatims.map((one) => verbatimView(one, figures.places, '', writer)),
    listened,
  };
}

function chartsOf(figures: Figures, before: string, writer: Writer) {
  return {
    trend: trendChart(figures, before, writer),
    distribution: distributionChart(figures, writer),
    funnel: funnelChart(figures, writer),
    heat: heatChart(figures, writer),
  };
}

function emptyView({ period, site }: Choice, to: (change: Partial<Choice>) => string, { say }: Writer) {
  if (site) return { text: say('cockpit.emptySite'), href: to({ site: null }), action: say('cockpit.allSites') };
  if (period !== '12m')
    return { text: say('cockpit.emptyPeriod'), href: to({ period: '12m' }), action: say('period.12m') };
  return { text: say('cockpit.emptyAll'), href: null, action: null };
}

interface Todo {
  readonly tone: 'late' | 'soon' | 'accent' | 'unhappy';
  readonly icon: string;
  readonly text: string;
  readonly href: string;
}

/** What waits for this person, and what changed for the worse. */
function todoOf(
  figures: Figures,
  { steps }: ReturnType<typeof journeyView>,
  to: (change: Partial<Choice>) => string,
  { say }: Writer,
): Todo[] {
  const worse = TILES.filter((metric) => measured(metric, figures).change.tone === 'worse');
  const black = steps.filter((step) => step.black !== null);
  const names = black.map(({ name }) => name).join(', ');
  return [
    ...workOf(figures, say),
    ...(black.length > 0
      ? [
          {
            tone: 'unhappy' as const,
            icon: 'map-pin',
            text: say('todo.black', { count: black.length, names }),
            href: '#journey',
          },
        ]
      : []),
    ...worse.map((metric) => ({
      ...{ tone: 'unhappy' as const, icon: 'trending-down', href: `${to({ metric })}#measure` },
      text: say('todo.worse', { metric: say(`metric.${metric}`) }),
    })),
    ...(rateChange(figures.funnelBefore, figures.funnel).tone === 'worse'
      ? [{ tone: 'soon' as const, icon: 'trending-down', text: say('todo.rate'), href: '#funnel-card' }]
      : []),
  ];
}

function workOf({ work: { cases, reviews } }: Figures, say: Writer['say']): Todo[] {
  const todo: Todo[] = [];
  const add = (count: number, late: number, key: string, icon: string, href: string) => {
    if (count === 0) return;
    const text = say(`todo.${key}`, { count });
    todo.push({
      tone: late > 0 ? 'late' : 'accent',
      icon,
      href,
      text: late > 0 ? say('todo.late', { text, late }) : text,
    });
  };
  if (cases) {
    add(cases.mine, cases.mineLate, 'mine', 'phone-call', '/callbacks?view=mine');
    if (cases.teamLate > 0)
      todo.push({
        tone: 'late',
        icon: 'clock-exclamation',
        text: say('todo.teamLate', { count: cases.teamLate }),
        href: '/callbacks?view=late',
      });
    else add(cases.team, 0, 'team', 'users', '/callbacks?view=team');
  }
  if (reviews) add(reviews.pending, reviews.late, 'reviews', 'star', '/reviews');
  return todo;
}

/** An address with what was chosen; null and empty are left out. */
export function addressOf(path: string, query: object): string {
  const given = Object.entries(query).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  return given.length > 0 ? `${path}?${new URLSearchParams(given).toString()}` : path;
}

export function optionOf({ key, name }: Place) {
  return { value: key, label: name };
}
