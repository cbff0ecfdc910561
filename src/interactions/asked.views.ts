import type { Customer } from '#customers';
import type { HistoryEntry, Invitation, InvitationStatus } from '#invitations';
import type { Step } from '#pressure';
import type { Recorded } from './interactions.repository.ts';
import type { Decision } from './rules/interaction.ts';
import type { Touchpoint } from './rules/touchpoint.ts';
import { stepText, stopOf, type Reader } from './steps.views.ts';
import { nameOf } from './touchpoints.views.ts';

export type { Reader };

export interface Known {
  readonly customers: ReadonlyMap<string, Customer>;
  readonly touchpoints: ReadonlyMap<string, Touchpoint>;
  readonly sites: ReadonlyMap<string, string>;
}

const STATUS: Readonly<Record<InvitationStatus, [tone: string, icon: string]>> = {
  planned: ['accent', 'calendar-time'],
  held: ['soon', 'hourglass'],
  sending: ['accent', 'send'],
  sent: ['neutral', 'send'],
  delivered: ['neutral', 'checks'],
  opened: ['neutral', 'eye'],
  answered: ['happy', 'message-check'],
  cancelled: ['quiet', 'x'],
  expired: ['quiet', 'clock'],
  bounced: ['late', 'mail-off'],
  failed: ['late', 'alert-circle'],
};
const OUTCOME: Readonly<Record<Decision['outcome'], [tone: string, icon: string]>> = {
  scheduled: ['happy', 'send'],
  merged: ['accent', 'git-merge'],
  waiting: ['soon', 'hourglass'],
  suppressed: ['quiet', 'ban'],
};
const CHANNEL_ICON = { sms: 'message', email: 'mail' } as const;

export function statusBadge({ words, language }: Reader, status: InvitationStatus) {
  const [tone, icon] = STATUS[status];
  return { tone, icon, label: words.t(language, `invitations.status.${status}`) };
}

export function outcomeBadge({ words, language }: Reader, { outcome, reason }: Pick<Decision, 'outcome' | 'reason'>) {
  const [tone, icon] = OUTCOME[outcome];
  const word = outcome === 'suppressed' && reason ? `reason.${reason}` : `outcome.${outcome}`;
  return { tone, icon, label: words.t(language, `interactions.${word}`) };
}

export function invitationRow(reader: Reader, invitation: Invitation, known: Known) {
  const { id, channel, status, sendAt, site, cause } = invitation;
  return {
    href: `/invitations/${id}`,
    person: personOf(known.customers.get(invitation.customer)),
    touchpoint: touchpointName(reader, invitation.touchpoint, known),
    channel: { icon: CHANNEL_ICON[channel], label: reader.words.t(reader.language, `invitations.channel.${channel}`) },
    status: statusBadge(reader, status),
    cause: cause && causeText(reader, cause),
    sendAt: sendAt.toISOString(),
    site: siteName(site, known),
  };
}

export function decisionRow(reader: Reader, recorded: Recorded, known: Known) {
  const { id, decision, decidedAt, occurredAt, externalId, site } = recorded;
  const stop = stopOf(decision);
  return {
    href: `/invitations/decisions/${id}`,
    person: personOf(known.customers.get(recorded.customer)),
    touchpoint: touchpointName(reader, recorded.touchpoint, known),
    outcome: outcomeBadge(reader, decision),
    why: stop ? stepText(reader, stop) : null,
    nextEligibleAt: stop?.params['next'] ? null : (decision.nextEligibleAt?.toISOString() ?? null),
    decidedAt: decidedAt.toISOString(),
    occurredAt: occurredAt.toISOString(),
    externalId,
    site: siteName(site, known),
  };
}

/** Every rule considered, in order, with its numbers in words. */
export function stepsView(reader: Reader, steps: readonly Step[]) {
  return steps.map((step) => ({ passed: step.verdict === 'pass', text: stepText(reader, step), rule: ruleOf(step) }));
}

/** Why it went before, or after, others who wanted the same place; null when it never competed. */
export function worthView({ words, language }: Reader, { worth, status }: Pick<Invitation, 'worth' | 'status'>) {
  if (!worth) return null;
  const say = (word: string, params: Record<string, string | number>) =>
    words.t(language, `invitations.worth.${word}`, params);
  return {
    reading: say(status === 'held' ? 'waits' : 'went', { count: worth.against, score: worth.score }),
    parts: worth.parts.map(({ part, points, most, of }) => ({
      label: words.t(language, `invitations.worth.part.${part}`),
      text: say(`of.${part}`, { count: of, of }),
      points,
      most,
    })),
  };
}

/** The line of events, the first first. */
export function eventsView(reader: Reader, history: readonly HistoryEntry[]) {
  return history.map(({ status, at, cause }) => {
    const { tone, icon, label } = statusBadge(reader, status);
    return {
      at: at.toISOString(),
      tone,
      icon,
      title: label,
      text: null,
      cause: cause && causeText(reader, cause),
      actor: null,
      href: null,
    };
  });
}

function touchpointName({ language }: Reader, key: string | null, { touchpoints }: Known): string | null {
  const touchpoint = key === null ? undefined : touchpoints.get(key);
  return touchpoint ? nameOf(language, touchpoint) : key;
}

function siteName(key: string | null, { sites }: Known): string | null {
  return key === null ? null : (sites.get(key) ?? key);
}

export function personOf(customer: Customer | undefined) {
  if (!customer) return { name: '–', initials: '', href: null, vip: false };
  const { firstName, lastName, externalId, id, vip } = customer;
  const name = [firstName, lastName].filter(Boolean).join(' ') || externalId;
  const initials = [firstName, lastName].map((part) => part?.[0] ?? '').join('') || (externalId[0] ?? '');
  return { name, initials: initials.toUpperCase(), href: `/customers/${id}`, vip };
}

/** A cause of ours in words; a provider's stays as it came. */
function causeText({ words, language }: Reader, cause: string): string {
  const key = `invitations.cause.${cause}`;
  return /^[a-z-]+$/.test(cause) && words.has(language, key) ? words.t(language, key) : cause;
}

function ruleOf({ params }: Step): string | null {
  return typeof params['key'] === 'string' ? params['key'] : null;
}

export function touchpointOptions({ language }: Reader, { touchpoints }: Known) {
  return [...touchpoints.values()].map((touchpoint) => ({
    value: touchpoint.key,
    label: nameOf(language, touchpoint),
  }));
}

export function optionsOf({ words, language }: Reader, group: string, values: readonly string[]) {
  return values.map((value) => ({ value, label: words.t(language, `${group}.${value}`) }));
}

/** What was chosen; an empty choice is none. */
export function filled(typed: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(typed).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** An address with what was chosen. */
export function addressOf(path: string, filters: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(filters).toString();
  return query ? `${path}?${query}` : path;
}

export function pagingOf(
  path: string,
  filters: Readonly<Record<string, string>>,
  cursor: string | undefined,
  next: string | null,
) {
  return {
    next: next && addressOf(path, { ...filters, cursor: next }),
    first: cursor ? addressOf(path, filters) : null,
    clear: Object.keys(filters).length > 0 ? path : null,
  };
}
