import type { Customer } from '#customers';
import type { Principal } from '#platform/http';
import { mood, type Scale } from '#platform/values';
import type { CallbackCase } from './case.entity.ts';
import type { Context } from './callbacks-context.service.ts';
import { dueAt, dueState } from './rules/deadlines.ts';
import { mayDo, type CaseStatus } from './rules/lifecycle.ts';

type Person = Extract<Principal, { kind: 'user' }>;

export const STATUS_TONES: Readonly<Record<CaseStatus, string>> = {
  ...{ new: 'accent', assigned: 'neutral', 'in-progress': 'neutral', resolved: 'happy', verified: 'happy' },
  ...{ unreachable: 'quiet', declined: 'quiet' },
};
const PRIORITY = {
  1: { priority: 1, priorityTone: 'late', priorityIcon: 'urgent' },
  2: { priority: 2, priorityTone: 'soon', priorityIcon: 'flag' },
  3: { priority: 3, priorityTone: 'quiet', priorityIcon: 'minus' },
} as const;
const FIRST_WORDS = 140;

export function scoreView(scale: Scale | null, value: number | null) {
  return scale === null || value === null ? null : { scale, value, mood: mood(scale, value) };
}

export function priorityView({ priority }: CallbackCase) {
  return PRIORITY[priority];
}

export function nameOf(customer: Customer | undefined): string {
  return [customer?.firstName, customer?.lastName].filter(Boolean).join(' ') || (customer?.externalId ?? '–');
}

export function initialsOf(name: string): string {
  const parts = name.split(/[\s-]+/).filter(Boolean);
  return ((parts[0]?.[0] ?? '') + (parts.length > 1 ? (parts.at(-1)?.[0] ?? '') : '')).toUpperCase();
}

/** What the next step is due by; of a case that is over, when that was. */
export function dueView(one: CallbackCase, now: Date) {
  const state = dueState(one, now);
  return { state, at: state === 'done' ? (one.closedAt ?? one.resolvedAt ?? one.openedAt) : dueAt(one) };
}

/** One line of a queue. */
export function rowView(one: CallbackCase, context: Context, now: Date, reader: Person, tab: string) {
  const customer = context.customers.get(one.customer);
  const name = nameOf(customer);
  const comment = context.responses.get(one.response ?? '')?.comment ?? null;
  const holder = context.users.get(one.assignee ?? '')?.name ?? null;
  return {
    id: one.id,
    href: `/callbacks/${one.id}`,
    claim: mayDo('claim', one.status) ? `/callbacks/${one.id}/claim?view=${tab}` : null,
    ...priorityView(one),
    ...{ status: one.status, statusTone: STATUS_TONES[one.status] },
    ...{ name, initials: initialsOf(name), vip: customer?.vip ?? false },
    score: scoreView(one.metric, one.score),
    text: comment && firstWords(comment),
    lang: context.responses.get(one.response ?? '')?.language ?? null,
    reason: one.reason,
    site: context.sites.get(one.site ?? '')?.name ?? one.site,
    due: dueView(one, now),
    holder,
    isMine: one.assignee === reader.id,
  };
}

function firstWords(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= FIRST_WORDS ? line : `${line.slice(0, line.lastIndexOf(' ', FIRST_WORDS))}…`;
}
