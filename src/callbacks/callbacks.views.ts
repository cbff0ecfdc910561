import { format, type WordParams, type Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { CallbackCase } from './case.entity.ts';
import type { Context } from './callbacks-context.service.ts';
import type { CaseFact } from './callbacks-lists.repository.ts';
import type { Past } from './callbacks-reading.service.ts';
import { isOverdue } from './rules/deadlines.ts';
import { ROOT_CAUSE_KEYS } from './rules/root-causes.ts';

/** Says things in the reader's language; keys are below `callbacks`. */
export interface Say {
  readonly t: (key: string, params?: WordParams) => string;
  readonly dateTime: (at: Date, zone: string) => string;
  readonly money: (minor: number, currency: string) => string;
}

export function sayIn(words: Words, language: Language): Say {
  return {
    t: (key, params = {}) => words.t(language, `callbacks.${key}`, params),
    dateTime: (at, zone) => format.dateTime(language, at, zone, 'weekday'),
    money: (minor, currency) => format.money(language, minor, currency),
  };
}

/** A cause of the tree with what it stands under; a program's own as it was given. */
export function causeWord(key: string, { t }: Say): string {
  if (!ROOT_CAUSE_KEYS.includes(key)) return key;
  const [first = key, second] = key.split('.');
  const title = t(`causes.${first}.title`);
  return second ? t('causes.both', { first: title, second: t(`causes.${first}.${second}`) }) : title;
}

/** Id of the member of staff who did it; null for programs, customers and ourselves. */
export function personOf(actor: string): string | null {
  return actor.startsWith('user:') ? actor.slice('user:'.length) : null;
}

/** As programs see a case: people by e-mail address, the customer by the id they gave. */
export function caseView(one: CallbackCase, context: Context, past: Past, now: Date) {
  return {
    id: one.id,
    status: one.status,
    priority: one.priority,
    customer: context.customers.get(one.customer)?.externalId ?? null,
    site: one.site,
    response: one.response,
    reason: one.reason,
    team: context.teams.get(one.team ?? '')?.key ?? null,
    assignee: context.users.get(one.assignee ?? '')?.email ?? null,
    openedAt: one.openedAt.toISOString(),
    firstContactDueAt: one.firstContactDueAt.toISOString(),
    firstContactAt: one.firstContactAt?.toISOString() ?? null,
    resolutionDueAt: one.resolutionDueAt.toISOString(),
    nextTryAt: one.nextTryAt?.toISOString() ?? null,
    resolvedAt: one.resolvedAt?.toISOString() ?? null,
    closedAt: one.closedAt?.toISOString() ?? null,
    rootCause: one.rootCause,
    action: one.action,
    gesture: one.gesture,
    outcome: one.outcome,
    overdue: isOverdue(one, now),
    history: past.facts.filter(({ subject }) => subject === one.id).map((fact) => historyView(fact, context, past)),
  };
}

function historyView({ name, data, actor, at }: CaseFact, { users }: Context, { notes }: Past) {
  const told = data as { from?: string; to?: string; cause?: string; note?: string; outcome?: string; level?: string };
  const note = notes.find(({ id }) => id === told.note)?.text;
  return {
    what: name.slice('case.'.length),
    who: users.get(personOf(actor) ?? '')?.email ?? actor.split(':')[0] ?? actor,
    at: at.toISOString(),
    from: name === 'case.moved' ? (told.from ?? null) : null,
    to: name === 'case.opened' ? 'new' : name === 'case.moved' ? (told.to ?? null) : null,
    why: note ?? told.cause ?? told.outcome ?? told.level ?? null,
  };
}
