import { SEES_ASKED } from '#invitations';
import { ORGANISATION_ZONE, type UserRole } from '#platform/http';
import { format, type Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { Opener } from './barometer-audit.service.ts';
import type { Member, WaveReading } from './barometer-reading.service.ts';
import type { MembersFilter } from './member-reading.repository.ts';
import { MOST_STRATA } from './planner.views.ts';
import { stateBadge } from './programmes.views.ts';
import type { MemberState } from './rules/lifecycle.ts';
import type { StratumName } from './strata.views.ts';
import { calendarView } from './wave-calendar.views.ts';

const MEMBER_BADGES: Readonly<Record<MemberState, { tone: string; icon: string }>> = {
  waiting: { tone: 'quiet', icon: 'hourglass' },
  moved: { tone: 'soon', icon: 'calendar-time' },
  invited: { tone: 'accent', icon: 'send' },
  answered: { tone: 'happy', icon: 'check' },
  replaced: { tone: 'late', icon: 'refresh' },
  unasked: { tone: 'quiet', icon: 'ban' },
};

type Tab = 'progress' | 'members' | 'audit';

/** Head and tabs of every page of a wave. */
function headOf(words: Words, language: Language, name: string, wave: WaveReading, tab: Tab) {
  const href = `/barometers/${wave.programme}/waves/${wave.number}`;
  const { progress } = wave;
  const counts: Partial<Record<Tab, number>> = { members: progress.sample };
  return {
    ...{ href, number: wave.number, name, reason: reasonText(words, language, wave.reason) },
    title: words.t(language, 'barometer.wave.title', { number: wave.number }),
    back: { href: `/barometers/${wave.programme}`, label: name },
    badge: stateBadge(words, language, wave.state),
    state: wave.state,
    tabs: [
      ...(['progress', 'members', 'audit'] as const).map((one) => ({
        href: one === 'progress' ? href : `${href}/${one}`,
        label: words.t(language, `barometer.tab.${one}`),
        active: one === tab,
        count: counts[one] ?? null,
      })),
      ...(wave.drawnAt ? [{ ...resultsTab(words, language, wave), active: false, count: null }] : []),
    ],
  };
}

/** What the wave says is another screen's, which reads the answers. */
function resultsTab(words: Words, language: Language, { programme, number }: WaveReading) {
  return { href: `/barometers/${programme}/results?wave=${number}`, label: words.t(language, 'barometer.tab.results') };
}

export function waveView(
  words: Words,
  language: Language,
  { name, wave, nameOf }: Pick<Listed, 'name' | 'wave' | 'nameOf'>,
) {
  const { progress, opensAt, lastBatchAt, closesAt } = wave;
  const asked = progress.invited + progress.answered;
  const answered = wave.anonymous ? wave.anonymous.answered : progress.answered;
  return {
    ...headOf(words, language, name, wave, 'progress'),
    ...{ opensAt, lastBatchAt, closesAt, drawn: wave.drawnAt !== null },
    ...{ sample: progress.sample, answered, replaced: progress.replaced, moved: progress.moved },
    ...{ waiting: progress.waiting, unasked: progress.unasked, reserve: progress.reserve, asked },
    rate: asked === 0 || answered === null ? null : answered / asked,
    anonymous: wave.anonymous && { min: wave.anonymous.min },
    closeText: wave.anonymous ? 'closeAnonymous' : 'closeText',
    done: Math.min(progress.sample, asked + progress.unasked),
    calendar: calendarView(words, language, progress, {
      href: `/barometers/${wave.programme}/waves/${wave.number}`,
      anonymous: wave.anonymous !== null,
    }),
    strata: progress.strata.map((one) => ({
      label: nameOf(one.key),
      ...{ population: one.population, sample: one.sample, reserve: one.reserve, answered: one.answered },
      ...{ sent: one.invited + one.answered, waiting: one.waiting + one.moved, replaced: one.replaced },
    })),
    folded: progress.strata.length > MOST_STRATA,
    canOpen: wave.state === 'planned' || wave.state === 'paused',
    canPause: wave.state === 'open',
    canClose: wave.state === 'open' || wave.state === 'paused',
    resumes: wave.state === 'paused',
  };
}

interface Listed {
  readonly name: string;
  /** Of the wave's strata. */
  readonly nameOf: StratumName;
  readonly wave: WaveReading;
  readonly role: UserRole;
  readonly filter: MembersFilter;
  readonly cursor: string | null;
  readonly nextCursor: string | null;
}

export function membersView(
  words: Words,
  language: Language,
  { name, nameOf, wave, role, filter, cursor, nextCursor }: Listed,
  members: readonly Member[],
) {
  const head = headOf(words, language, name, wave, 'members');
  const here = `${head.href}/members`;
  const { state = '', day = '', stratum = '' } = filter;
  const chosen = { state, day, stratum };
  const { strata, calendar, sample } = wave.progress;
  const isFiltered = Object.values(chosen).some((one) => one !== '');
  return {
    ...{ ...head, here, filters: chosen, person: personOf(wave) },
    rows: members.map((one) => memberRow(words, language, one, nameOf, SEES_ASKED.includes(role))),
    next: nextCursor && addressOf(here, { ...chosen, cursor: nextCursor }),
    first: cursor && addressOf(here, chosen),
    clear: isFiltered ? here : null,
    total: isFiltered ? null : sample,
    states: Object.keys(MEMBER_BADGES)
      .filter((one) => !(wave.anonymous && one === 'answered'))
      .map((value) => ({
        value,
        label: words.t(language, `barometer.member.${value}`),
      })),
    days: calendar.map(({ day: value }) => ({ value, label: format.date(language, value, 'UTC', 'weekday') })),
    strata: strata.map(({ key }) => ({ value: key, label: nameOf(key) })),
  };
}

function addressOf(path: string, query: Readonly<Record<string, string>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== '');
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

function memberRow(words: Words, language: Language, member: Member, nameOf: StratumName, opens = false) {
  const { id, customer, stratum, position, role, state, plannedFor, invitation, replaces, replacedBy, reason } = member;
  const because = reasonText(words, language, member.replacesBecause);
  return {
    ...{ customer, href: `/customers/${id}`, position, plannedFor, replacedBy },
    replaces: replaces && words.t(language, 'barometer.member.replaces', { customer: replaces }),
    because,
    ...{ fromReserve: role === 'reserve', stratum: nameOf(stratum) },
    invitation: opens && invitation ? `/invitations/${invitation}` : null,
    badge: { ...MEMBER_BADGES[state], label: words.t(language, `barometer.member.${state}`) },
    // Why they were put off is told with each move.
    reason: state === 'replaced' || member.moves.length === 0 ? reasonText(words, language, reason) : null,
    moves: member.moves.map(({ from, to, reason: why }) =>
      words.t(language, 'barometer.member.putOff', {
        ...{ from: dayText(language, from), to: dayText(language, to) },
        why: reasonText(words, language, why),
      }),
    ),
  };
}

function dayText(language: Language, at: Date): string {
  return format.date(language, at, ORGANISATION_ZONE, 'weekday');
}

interface Audited {
  readonly name: string;
  readonly nameOf: StratumName;
  readonly wave: WaveReading;
  readonly substitutions: readonly Member[];
  readonly openedBy: Opener | null;
  readonly cursor: string | null;
  readonly nextCursor: string | null;
}

export function auditView(
  words: Words,
  language: Language,
  { name, nameOf, wave, substitutions, openedBy, cursor, nextCursor }: Audited,
) {
  const here = `/barometers/${wave.programme}/waves/${wave.number}/audit`;
  const { base, excluded, frameSize, frameHash, seed, drawnAt, progress } = wave;
  return {
    ...{ ...headOf(words, language, name, wave, 'audit'), person: personOf(wave) },
    openedBy: openedBy && (openedBy.name ?? words.t(language, `barometer.audit.by-${openedBy.kind}`)),
    ...{ base, frameSize, frameHash, seed, drawnAt, opensAt: wave.opensAt },
    excluded: Object.entries(excluded ?? {})
      .sort(([, a], [, b]) => b - a)
      .map(([reason, count]) => ({
        label: words.t(language, `barometer.excluded.${reason}`),
        count,
      })),
    strata: progress.strata.map(({ key, population, sample }) => ({
      label: nameOf(key),
      ...{ population, sample, probability: population === 0 ? 0 : sample / population },
    })),
    folded: progress.strata.length > MOST_STRATA,
    substitutions: substitutions.map((one) => memberRow(words, language, one, nameOf)),
    next: nextCursor && `${here}?cursor=${nextCursor}#substitutions`,
    first: cursor && `${here}#substitutions`,
    total: progress.replaced,
    command: `npm run barometer:redraw -- ${wave.programme}-${wave.number}.ndjson`,
  };
}

/** What somebody of the sample is called. */
function personOf({ anonymous }: WaveReading): 'customer' | 'employee' {
  return anonymous ? 'employee' : 'customer';
}

/** Rules of the pressure policy have keys of their own: said as they are when we have no word. */
function reasonText(words: Words, language: Language, reason: string | null): string | null {
  if (reason === null) return null;
  const key = `barometer.reason.${reason}`;
  return words.has(language, key)
    ? words.t(language, key)
    : words.t(language, 'barometer.reason.rule', { rule: reason });
}
