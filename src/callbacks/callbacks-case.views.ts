import type { FormFaults, Principal } from '#platform/http';
import type { Response } from '#responses';
import type { User } from '#users';
import type { CallbackCase } from './case.entity.ts';
import type { Context } from './callbacks-context.service.ts';
import { historyEvents } from './callbacks-history.views.ts';
import type { CustomerPast } from './callbacks-person.service.ts';
import { dueView, initialsOf, nameOf, priorityView, scoreView, STATUS_TONES } from './callbacks-queue.views.ts';
import type { Past } from './callbacks-reading.service.ts';
import type { Attempt } from './callbacks.repository.ts';
import { causeWord, type Say } from './callbacks.views.ts';
import { alertMarks } from './rules/alert-words.ts';
import { nextTries } from './rules/attempts.ts';
import { hoursOf } from './rules/deadlines.ts';
import { AGENT_CEILING, GESTURE_CURRENCY, GESTURE_KEYS } from './rules/gestures.ts';
import { isAtWork, mayDo, type CaseVerb } from './rules/lifecycle.ts';
import { maySupervise, mayWork } from './rules/rights.ts';
import { ROOT_CAUSE_KEYS } from './rules/root-causes.ts';

/** All that the page of a case shows. */
export interface CaseMatter {
  readonly one: CallbackCase;
  readonly context: Context;
  readonly past: Past;
  readonly attempts: readonly Attempt[];
  readonly responses: readonly Response[];
  readonly others: readonly CallbackCase[];
  readonly person: CustomerPast;
  readonly colleagues: readonly User[];
  readonly reader: Extract<Principal, { kind: 'user' }>;
  readonly now: Date;
  readonly say: Say;
}

/** A form that came back: what was typed, and what is wrong with it. */
export interface Returned {
  readonly form: CaseVerb;
  readonly typed: Readonly<Record<string, string>>;
  readonly faults: FormFaults;
}

export function casePage(matter: CaseMatter, returned: Returned | null) {
  const { one, context, past, now, say, attempts, person } = matter;
  const customer = context.customers.get(one.customer);
  const name = nameOf(customer);
  return {
    ...{ id: one.id, path: `/callbacks/${one.id}`, name, initials: initialsOf(name), vip: customer?.vip ?? false },
    ...{ segment: customer?.segment ?? null, phone: person.phone, email: person.email },
    ...{ status: one.status, statusTone: STATUS_TONES[one.status], reason: one.reason },
    ...priorityView(one),
    due: dueView(one, now),
    ...placeOf(one, context),
    holder: context.users.get(one.assignee ?? '')?.name ?? null,
    may: rightsOf(matter),
    callTone: mayDo('claim', one.status) ? null : 'primary',
    answers: [...matter.responses.map((response) => answerView(response, context)), ...wishesOf(one, past)],
    script: scriptOf(one),
    attempts: attempts.map((attempt) => attemptView(attempt, context)).reverse(),
    clocks: clocksOf(one),
    choices: choicesOf(matter),
    resolution: resolutionOf(one, say),
    earlier: earlierOf(matter),
    events: historyEvents({ ...past, attempts }, context, say),
    typed: typedIn(one, returned),
    returned: returned?.form ?? null,
    faults: returned?.faults ?? { list: [], of: {} },
  };
}

/** Site and team; a team named as its site is not said twice. */
function placeOf({ site: key, team: id }: CallbackCase, { sites, teams }: Context) {
  const site = sites.get(key ?? '')?.name ?? key;
  const team = teams.get(id ?? '')?.name ?? null;
  return { site, team: team === site ? null : team };
}

function rightsOf({ one, reader }: CaseMatter) {
  const may = (verb: CaseVerb, right: boolean) => mayDo(verb, one.status) && right;
  const works = mayWork(reader, one);
  const supervises = maySupervise(reader);
  return {
    ...{ claim: may('claim', true), release: may('release', works), assign: may('assign', supervises) },
    ...{ attempt: may('attempt', works), resolve: may('resolve', works), close: may('close', works) },
    ...{
      verify: may('verify', supervises),
      reopen: may('reopen', true),
      waits: one.status === 'resolved' && !supervises,
    },
  };
}

function answerView({ metric, score, comment, language, answeredAt, site, touchpoint }: Response, context: Context) {
  const marks = marksIn(comment ?? '');
  const source = context.sites.get(site ?? '')?.name ?? site ?? touchpoint;
  return { score: scoreView(metric, score), text: comment, lang: language, marks, at: answeredAt, source };
}

/** A note that nobody is told to have made is what the customer wrote of their own accord. */
function wishesOf({ id: of }: CallbackCase, { notes, facts }: Past) {
  const told = new Set(facts.map(({ data }) => (data as { note?: string }).note));
  return notes
    .filter(({ id, caseId }) => caseId === of && !told.has(id))
    .map(({ text, at }) => ({ score: null, text, lang: null, marks: marksIn(text), at, source: null }));
}

function marksIn(text: string) {
  return alertMarks(text).map(({ start, end, word }) => ({ start, end, kind: 'flag', label: word }));
}

/** The words of a call depend on why it is made; a case that was reopened begins with that. */
function scriptOf({ reason, reopened, priority }: CallbackCase): 'again' | 'grave' | 'asked' | 'unhappy' {
  if (reopened > 0) return 'again';
  if (reason === 'alert-words' || priority === 1) return 'grave';
  return reason === 'call-asked' ? 'asked' : 'unhappy';
}

function attemptView({ outcome, note, nextAt, at, by }: Attempt, { users }: Context) {
  return { outcome, note, nextAt, at, by: users.get(by ?? '')?.name ?? null };
}

/** Each clock: what it counts, when it is due, and when it stopped. */
function clocksOf(one: CallbackCase) {
  const isRunning = isAtWork(one.status);
  const clock = (name: string, at: Date, doneAt: Date | null) => ({
    name,
    at,
    doneAt,
    isRunning: isRunning && !doneAt,
  });
  const tries = one.nextTryAt ? [clock('next-try', one.nextTryAt, null)] : [];
  return [
    clock('first-contact', one.firstContactDueAt, one.firstContactAt),
    ...tries,
    clock('resolution', one.resolutionDueAt, one.resolvedAt),
  ];
}

function choicesOf({ one, context, now, say, colleagues, reader: { role } }: CaseMatter) {
  const hours = hoursOf(context.teams.get(one.team ?? '') ?? null);
  return {
    tries: nextTries(now, hours).map((at) => ({ value: at.toISOString(), label: say.dateTime(at, hours.zone) })),
    causes: ROOT_CAUSE_KEYS.map((value) => ({ value, label: causeWord(value, say) })),
    gestures: GESTURE_KEYS.map((value) => ({ value, label: say.t(`gesture.${value}`) })),
    colleagues: colleagues.map(({ id, name }) => ({ value: id, label: name })),
    ceiling: role === 'agent' ? say.t('resolve.ceiling', { amount: say.money(AGENT_CEILING, GESTURE_CURRENCY) }) : null,
  };
}

function resolutionOf(one: CallbackCase, say: Say) {
  const { rootCause, action, gesture, verdict, customerOutcome, answerDueAt, resolvedAt } = one;
  if (!resolvedAt || !rootCause) return null;
  return { cause: causeWord(rootCause, say), action, gesture, verdict, customerOutcome, answerDueAt, at: resolvedAt };
}

/** What the person was asked, said, and was called about before. */
function earlierOf({ person, responses, others }: CaseMatter) {
  const here = new Set(responses.map(({ id }) => id));
  return {
    responses: person.responses
      .filter(({ id }) => !here.has(id))
      .map(({ metric, score, answeredAt, comment }) => ({
        score: scoreView(metric, score),
        at: answeredAt,
        text: comment,
      })),
    invitations: person.invitations.map(({ status, channel, sendAt }) => ({ status, channel, at: sendAt })),
    cases: others.map(({ id, status, openedAt }) => ({
      ...{ href: `/callbacks/${id}`, status, tone: STATUS_TONES[status], at: openedAt },
    })),
  };
}

/** What stands in the forms: as typed when one came back; a reopened case keeps what was resolved before. */
function typedIn(one: CallbackCase, returned: Returned | null) {
  const typed = (name: string, before: string | null = null) => returned?.typed[name] ?? before;
  return {
    noteFault: returned?.form === 'note' ? (returned.faults.of['text'] ?? null) : null,
    ...{ note: typed('note'), nextAt: typed('nextAt'), text: typed('text') },
    ...{ rootCause: typed('rootCause', one.rootCause), action: typed('action', one.action) },
    ...{ gesture: typed('gesture', one.gesture?.key ?? null), resolutionNote: typed('resolutionNote') },
    amount: typed('amount', one.gesture ? String(one.gesture.amount / 100) : null),
    verdictNote: typed('verdictNote'),
  };
}
