import type { Channel, Customer } from '#customers';
import type { UserRole } from '#platform/http';
import type { Places } from './places.repository.ts';
import type { Asking } from './timeline.service.ts';
import type { Writer } from './writer.views.ts';

/** What customers keep of the person beside what decides. */
export interface Details {
  readonly consents: Readonly<Record<Channel, boolean | null>>;
  readonly since: string | null;
  readonly createdAt: string;
  /** In clear; null where there is none, or the reader does not call anyone. */
  readonly contacts: Readonly<Record<Channel, string | null>>;
}

const CHANNELS = ['sms', 'email'] as const satisfies readonly Channel[];
const TONES: Readonly<Record<string, { tone: string; icon: string }>> = {
  ok: { tone: 'happy', icon: 'check' },
  none: { tone: 'quiet', icon: 'minus' },
  'opted-out': { tone: 'late', icon: 'ban' },
  'no-consent': { tone: 'soon', icon: 'hand-stop' },
  blocked: { tone: 'late', icon: 'alert-triangle' },
  invalid: { tone: 'quiet', icon: 'phone-off' },
};

/** Who calls customers, and so sees numbers and addresses. */
export const CALLERS: readonly UserRole[] = ['agent', 'supervisor', 'admin'];
export const IN_CHARGE: readonly UserRole[] = ['supervisor', 'admin'];

/** The person at the head of their page. */
export function personView(
  customer: Customer,
  details: Details | null,
  places: Places,
  role: UserRole,
  writer: Writer,
) {
  const { say } = writer;
  const name = [customer.firstName, customer.lastName].filter(Boolean).join(' ');
  const shown = customer.erased ? say('customer.erasedName') : name || customer.externalId;
  return {
    id: customer.id,
    name: shown,
    initials: initialsOf(shown),
    vip: customer.vip,
    employee: customer.employee,
    erased: customer.erased,
    reach: CHANNELS.map((channel) => ({ ...TONES[customer.reach[channel]], channel, reach: customer.reach[channel] })),
    contacts: CHANNELS.flatMap((channel) => {
      const value = details?.contacts[channel];
      return value ? [{ channel, value }] : [];
    }),
    stats: details ? statsOf(customer, details, places, writer) : [],
    acts: details && IN_CHARGE.includes(role) ? CHANNELS.flatMap((channel) => actOf(customer, channel)) : [],
    mayErase: details !== null && IN_CHARGE.includes(role),
  };
}

function statsOf(
  customer: Customer,
  { consents, since, createdAt }: Details,
  places: Places,
  { say, day, place }: Writer,
) {
  const consent = (channel: Channel) => say(`customer.consent.${String(consents[channel])}`);
  const rows = [
    { label: say('customer.externalId'), value: customer.externalId },
    { label: say('customer.segment'), value: customer.segment },
    { label: say('customer.site'), value: place(places.sites, customer.site) },
    { label: say('customer.language'), value: say(`customer.languages.${customer.language}`) },
    { label: say('customer.consentSms'), value: consent('sms') },
    { label: say('customer.consentEmail'), value: consent('email') },
    { label: say(since ? 'customer.since' : 'customer.known'), value: day(since ?? createdAt) },
  ];
  return rows.filter(({ value }) => value !== null);
}

/** The one thing to do about a channel: silence it, or open it again. */
function actOf({ id, reach }: Customer, channel: Channel) {
  if (reach[channel] === 'none') return [];
  const silent = reach[channel] === 'opted-out';
  const act = silent ? 'opt-in' : 'opt-out';
  return [{ act, channel, icon: silent ? 'message-check' : 'message-off', to: `/customers/${id}/${act}/${channel}` }];
}

/** How often the person was asked and when they may be next, in one line. */
export function askingLine({ reach }: Customer, asking: Asking | null, { say, sayOr, day }: Writer) {
  const silent = CHANNELS.every((channel) => reach[channel] !== 'ok');
  if (silent || !asking) return { tone: 'soon', icon: 'message-off', text: say('asking.unreachable') };
  const { asked, days, verdict } = asking;
  const past = say('asking.past', { count: asked, days });
  if (verdict.granted) return { tone: 'happy', icon: 'circle-check', text: say('asking.free', { past }) };
  if (verdict.reason === 'open-callback')
    return { tone: 'soon', icon: 'phone-call', text: say('asking.callback', { past }) };
  const { nextEligibleAt } = verdict;
  const rule = sayOr(`rule.${verdict.rule}`, verdict.rule);
  return {
    tone: 'soon',
    icon: 'hourglass',
    text: nextEligibleAt
      ? say('asking.later', { past, date: day(nextEligibleAt), rule })
      : say('asking.never', { past, rule }),
  };
}

export function initialsOf(name: string): string {
  const parts = name.split(/[\s-]+/).filter(Boolean);
  return ((parts[0]?.[0] ?? '') + (parts.length > 1 ? (parts.at(-1)?.[0] ?? '') : '')).toUpperCase();
}
