import type { Channel } from '#customers';
import { format, type Words } from '#platform/i18n';
import { verdictOfStatus } from '#platform/mail';
import type { Language } from '#platform/values';
import type { FailureCause } from './delivery-operations.repository.ts';
import type { Operations } from './delivery-operations.service.ts';
import type { KnownLane, Pause } from './delivery-gate.repository.ts';
import { holdingOf, type Holding } from './rules/gate.ts';

/** Who reads, in what, and what people and touchpoints are called. */
export interface Reader {
  readonly words: Words;
  readonly language: Language;
  readonly mayAct: boolean;
  readonly people: ReadonlyMap<string, { readonly name: string }>;
  readonly touchpoints: ReadonlyMap<string, string>;
}

/** Why messages are not at their provider yet, in the order they are shown. */
const REASONS = [
  'leaving',
  'sending',
  'lookup',
  'undecided',
  'retry',
  'paused-all',
  'paused-channel',
  'paused-touchpoint',
  'provider-away',
  'pace',
  'planned',
  'held',
] as const;
type Reason = (typeof REASONS)[number];

const LIVE_HOURS = 24;
const ICONS: Readonly<Record<Channel, string>> = { sms: 'device-mobile', email: 'mail' };

/** What changes by itself while one looks. */
export function liveView(reader: Reader, operations: Operations) {
  const { now, invitations, messages, throughput, failures, queue } = operations;
  const waiting = messages.filter(({ status }) => status === 'waiting');
  const oldest = [...invitations.map((one) => one.oldestDueAt), ...waiting.map((one) => one.oldestAt)]
    .flatMap((at) => (at && at <= now ? at.getTime() : []))
    .sort((a, b) => a - b)[0];
  return {
    due: sum(invitations.map(({ due }) => due)) + sum(waiting.map(({ due }) => due)),
    sending: sum(
      messages.filter(({ status }) => status === 'sending' || status === 'uncertain').map(({ count }) => count),
    ),
    oldestSeconds: oldest === undefined ? null : (now.getTime() - oldest) / 1_000,
    sentHour: sum(throughput.map(({ hour }) => hour)),
    failed: sum(failures.map(({ count }) => count)),
    queue: queue.waiting + queue.active,
    pauses: operations.pauses.map((pause) => pauseView(reader, pause)),
    channels: operations.lanes.map((lane) => channelView(reader, operations, lane)),
    reasons: reasonsView(operations),
    mayAct: reader.mayAct,
  };
}

export function touchpointsView(reader: Reader, { pauses, invitations }: Operations) {
  const keys = [...reader.touchpoints.keys()];
  return keys.map((key) => {
    const own = invitations.filter(({ touchpoint }) => touchpoint === key);
    const count = (field: 'due' | 'soon' | 'later' | 'held') => sum(own.map((one) => one[field]));
    return {
      key,
      name: reader.touchpoints.get(key) ?? key,
      due: count('due'),
      soon: count('soon'),
      later: count('later'),
      held: count('held'),
      paused: pauses.some(({ scope }) => scope === `touchpoint:${key}`),
    };
  });
}

export function failureRow({ words, language }: Reader, { channel, code, cause, count, lastAt }: FailureCause) {
  return {
    channel,
    icon: ICONS[channel],
    code,
    sentence: causeText(words, language, channel, code, cause),
    count,
    lastAt,
  };
}

/** What a provider's code, or our own word for why, means to people. */
export function causeText(
  words: Words,
  language: Language,
  channel: Channel,
  code: string | null,
  cause: string | null,
): string {
  const say = (key: string, params = {}) => words.t(language, `delivery.code.${key}`, params);
  if (code === null)
    return words.has(language, `delivery.code.cause.${cause}`) ? say(`cause.${cause}`) : say('unknown');
  if (!/^\d/.test(code)) return words.has(language, `delivery.code.cause.${code}`) ? say(`cause.${code}`) : say('line');
  if (channel === 'email') return say(`email.${verdictOfStatus(code).topic}`);
  return words.has(language, `delivery.code.twilio.${code}`) ? say(`twilio.${code}`) : say('refused', { code });
}

/** Messages taken in each of the last 24 hours. */
export function throughputChart({ words, language }: Reader, { now, hourly }: Operations, zone: string) {
  const hours = Array.from({ length: LIVE_HOURS }, (_, hour) => {
    const at = new Date(now.getTime() - (LIVE_HOURS - hour) * 3_600_000);
    return {
      label: format.time(language, at, zone),
      value: sum(hourly.flatMap((one) => (one.hour === hour ? one.count : []))),
    };
  });
  const total = sum(hours.map(({ value }) => value));
  const peak = hours.reduce((most, hour) => (hour.value > most.value ? hour : most));
  return {
    reading: words.t(language, `delivery.operations.chart.${total > 0 ? 'reading' : 'none'}`, {
      total,
      peak: peak.value,
      at: peak.label,
    }),
    data: total > 0 ? { type: 'histogram', bins: hours.map(({ label, value }) => ({ label, count: value })) } : null,
    table: {
      columns: [
        words.t(language, 'delivery.operations.chart.hour'),
        words.t(language, 'delivery.operations.chart.messages'),
      ],
      rows: hours.map(({ label, value }) => [label, value]),
    },
  };
}

function pauseView({ words, language, people, touchpoints, mayAct }: Reader, { scope, reason, by, at }: Pause) {
  const [kind = 'all', key = ''] = scope.split(/:(.*)/s);
  const name = kind === 'channel' ? words.t(language, `invitations.channel.${key}`) : (touchpoints.get(key) ?? key);
  const who = people.get(by.replace(/^user:/, ''))?.name ?? words.t(language, `users.audit.actor.${by.split(':')[0]}`);
  const own = kind === 'channel' ? /^code:([\d.]+)$/.exec(reason)?.[1] : undefined;
  const channel = key === 'email' ? 'email' : 'sms';
  return {
    scope,
    what: words.t(language, `delivery.operations.paused.${kind}`, { name }),
    reason: own
      ? words.t(language, `delivery.operations.stopped.${channel}`, {
          why: causeText(words, language, channel, own, null),
        })
      : reason,
    who,
    at,
    mayAct,
  };
}

const STATES: Readonly<Record<string, readonly [tone: string, icon: string]>> = {
  open: ['happy', 'circle-check'],
  pace: ['soon', 'hourglass'],
  'provider-away': ['late', 'plug'],
  'paused-all': ['quiet', 'player-pause'],
  'paused-channel': ['quiet', 'player-pause'],
};

function channelView(reader: Reader, operations: Operations, lane: KnownLane) {
  const { now, pauses, throughput, takesReplies } = operations;
  const { words, language, mayAct } = reader;
  const { channel, sender, perSecond, retryAt, failures, lastCode, lastFailureAt } = lane;
  const state = holdingOf(scopesOf(pauses), lane, now) ?? 'open';
  const [tone, icon] = STATES[state] ?? ['quiet', 'circle-dashed'];
  const sent = throughput.find((one) => one.channel === channel);
  return {
    channel,
    icon: ICONS[channel],
    name: words.t(language, `invitations.channel.${channel}`),
    sender,
    oneWay: channel === 'sms' && !takesReplies,
    state: { tone, icon, label: words.t(language, `delivery.operations.state.${state}`) },
    retryAt: lane.state === 'closed' ? null : retryAt,
    failures,
    lastFailure: lastCode === null ? null : causeText(words, language, channel, lastCode, null),
    lastFailureAt,
    perSecond,
    waiting: waitingOn(operations, channel),
    minute: sent?.minute ?? 0,
    hour: sent?.hour ?? 0,
    day: sent?.day ?? 0,
    paused: scopesOf(pauses).includes(`channel:${channel}`),
    mayAct,
  };
}

function waitingOn({ invitations, messages }: Operations, channel: Channel): number {
  const due = invitations.filter((one) => one.channel === channel).map((one) => one.due);
  const open = messages.filter((one) => one.channel === channel && one.status === 'waiting').map(({ count }) => count);
  return sum(due) + sum(open);
}

function reasonsView({ now, pauses, lanes, invitations, messages }: Operations) {
  const scopes = scopesOf(pauses);
  const counts = new Map<Reason, Record<Channel, number>>();
  const add = (reason: Reason, channel: Channel, count: number) => {
    const known = counts.get(reason) ?? { sms: 0, email: 0 };
    counts.set(reason, { ...known, [channel]: known[channel] + count });
  };
  const holding = (channel: Channel): Holding => {
    const lane = lanes.find((one) => one.channel === channel);
    return lane ? holdingOf(scopes, lane, now) : null;
  };
  for (const { channel, touchpoint, due, soon, later, held } of invitations) {
    const own = scopes.includes(`touchpoint:${touchpoint}`) ? 'paused-touchpoint' : 'leaving';
    add(holding(channel) ?? own, channel, due);
    add('planned', channel, soon + later);
    add('held', channel, held);
  }
  for (const { channel, status, count, due } of messages) {
    if (status === 'sending') add('sending', channel, count);
    if (status === 'uncertain') add('lookup', channel, count);
    if (status === 'undecided') add('undecided', channel, count);
    if (status === 'waiting') {
      add(holding(channel) ?? 'leaving', channel, due);
      add('retry', channel, count - due);
    }
  }
  return REASONS.flatMap((reason) => {
    const { sms, email } = counts.get(reason) ?? { sms: 0, email: 0 };
    return sms + email > 0 ? [{ reason, sms, email }] : [];
  });
}

function scopesOf(pauses: readonly Pause[]): string[] {
  return pauses.map(({ scope }) => scope);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
