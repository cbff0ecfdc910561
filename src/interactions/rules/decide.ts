import type { Channel, Reach } from '#customers';
import type { Step } from '#pressure';
import { stepOf, type Circumstances, type Condition } from './conditions.ts';
import type { Reason } from './interaction.ts';
import type { SettleOn } from './touchpoint.ts';

/** What of a touchpoint decides; durations in ms. */
export interface TouchpointRules {
  readonly key: string;
  /** 1 is worth most. */
  readonly priority: number;
  readonly settleOn: SettleOn;
  readonly active: boolean;
  readonly excludedSegments: readonly string[];
  readonly conditions: readonly Condition[];
  readonly maxAge: number;
  readonly settle: number;
  readonly sampling: number;
  readonly channels: readonly Channel[];
}

/** An interaction, the person as known, and the counts of the moment. */
export interface Event {
  /** Of whom: several may be one person. */
  readonly record: string;
  readonly occurredAt: Date;
  readonly circumstances: Circumstances;
  readonly reach: Readonly<Record<Channel, Reach>>;
  /** Works for us, or is reached where somebody does who does: surveys are for customers (domain R17). */
  readonly insider?: boolean;
  /** Where in 0..1 the person falls this season: they are sampled below the touchpoint's share. */
  readonly draw: number;
  /** When the next season draws anew. */
  readonly nextDraw: Date;
  /** The month's target of the site, and who was asked towards it; null: no target. */
  readonly quota: { readonly target: number; readonly count: number; readonly nextMonth: Date } | null;
  /** What this person still waits to be asked about, at any touchpoint that lets events settle. */
  readonly unsent: readonly Unsent[];
}

/** An invitation that has not gone out. */
export interface Unsent {
  readonly id: string;
  /** Of whom. */
  readonly customer: string;
  readonly touchpoint: string | null;
  /** Of its touchpoint, 1 worth most. */
  readonly priority: number;
  readonly occurredAt: Date;
}

export type Finding<Waiting extends Unsent = Unsent> =
  | {
      readonly next: 'suppress';
      readonly reason: Reason;
      readonly rule: string;
      readonly nextEligibleAt: Date | null;
      readonly steps: Step[];
    }
  | {
      readonly next: 'merge';
      readonly into: Waiting;
      /** What is asked is about this event from now on. */
      readonly takesOver: boolean;
      readonly channels: Channel[];
      readonly steps: Step[];
    }
  | { readonly next: 'ask'; readonly channels: Channel[]; readonly steps: Step[] };

interface Stop {
  readonly reason: Reason;
  readonly nextEligibleAt?: Date;
}

type Look = readonly [rule: string, params: Step['params'], stop: Stop | null];

/**
 * All that is known before pressure has its say, in this order: touchpoint paused, an insider, segment excluded, a condition that does not hold, event too old, nobody to
 * reach or reach refused, not in this season's sample, the site's target met; then whether it settles into what waits already.
 * The first that stops decides; each look is kept with its numbers, where the touchpoint has such a rule.
 */
export function decide<Waiting extends Unsent>(
  event: Omit<Event, 'unsent'> & { readonly unsent: readonly Waiting[] },
  touchpoint: TouchpointRules,
  now: Date,
): Finding<Waiting> {
  const steps: Step[] = [];
  for (const [rule, params, stop] of looks(event, touchpoint, now)) {
    steps.push({ rule, verdict: stop ? 'stop' : 'pass', params });
    if (stop)
      return { next: 'suppress', reason: stop.reason, rule, nextEligibleAt: stop.nextEligibleAt ?? null, steps };
  }
  const into = whatWaits(event, touchpoint);
  const channels = touchpoint.channels.filter((channel) => event.reach[channel] === 'ok');
  if (touchpoint.settle > 0) {
    steps.push({
      rule: 'settle',
      verdict: into ? 'stop' : 'pass',
      params: { minutes: touchpoint.settle / 60_000, invitation: into?.id ?? null },
    });
  }
  if (into) return { next: 'merge', into, takesOver: takesOver(into, event, touchpoint), channels, steps };
  return { next: 'ask', channels, steps };
}

function* looks(event: Event, touchpoint: TouchpointRules, now: Date): Generator<Look> {
  yield paused(touchpoint);
  if (event.insider) yield ['employee', {}, { reason: 'excluded' }];
  if (touchpoint.excludedSegments.length > 0) yield excluded(event, touchpoint);
  for (const condition of touchpoint.conditions) yield conditioned(event, condition);
  yield stale(event, touchpoint, now);
  yield reachable(event, touchpoint);
  if (touchpoint.sampling < 1) yield sampled(event, touchpoint);
  if (event.quota) yield targeted(event.quota);
}

/** What an event settles into: what waits about the same touchpoint before all others, then what matters most. */
function whatWaits<Waiting extends Unsent>(
  event: Omit<Event, 'unsent'> & { readonly unsent: readonly Waiting[] },
  touchpoint: TouchpointRules,
): Waiting | undefined {
  const [first, ...others] = event.unsent.filter((unsent) => settlesInto(unsent, event, touchpoint));
  if (!first || others.length === 0) return first;
  const isOwn = (unsent: Waiting) => unsent.touchpoint === touchpoint.key;
  return [first, ...others].sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || a.priority - b.priority)[0];
}

/**
 * Whether what is asked is about the event rather than about what came before.
 * - Never about what happened to another record of the person: it is not theirs to answer.
 * - The most important is that of the better priority; of two that matter as much, as wherever it is said so, the last.
 */
function takesOver(
  { customer, touchpoint, priority, occurredAt }: Unsent,
  event: Pick<Event, 'record' | 'occurredAt'>,
  { key, priority: own, settleOn }: TouchpointRules,
): boolean {
  if (customer !== event.record) return false;
  const differs = touchpoint !== key && priority !== own;
  return settleOn === 'most-important' && differs ? own < priority : event.occurredAt > occurredAt;
}

/** Events of one person this near each other are one. */
function settlesInto(unsent: Unsent, { occurredAt }: Event, { settle }: TouchpointRules): boolean {
  return settle > 0 && Math.abs(unsent.occurredAt.getTime() - occurredAt.getTime()) <= settle;
}

function paused({ active }: TouchpointRules): Look {
  return ['paused', {}, active ? null : { reason: 'paused' }];
}

function excluded({ circumstances }: Event, { excludedSegments }: TouchpointRules): Look {
  const { segment } = circumstances.customer;
  const stop = segment !== null && excludedSegments.includes(segment);
  return ['excluded', { segment }, stop ? { reason: 'excluded' } : null];
}

function conditioned({ circumstances }: Event, condition: Condition): Look {
  const { rule, verdict, params } = stepOf(condition, circumstances);
  return [rule, params, verdict === 'stop' ? { reason: 'excluded' } : null];
}

function stale({ occurredAt }: Event, { maxAge }: TouchpointRules, now: Date): Look {
  const age = now.getTime() - occurredAt.getTime();
  return [
    'stale',
    {
      occurredAt: occurredAt.toISOString(),
      hours: Math.max(0, Math.floor(age / 3_600_000)),
      maxHours: maxAge / 3_600_000,
    },
    age > maxAge ? { reason: 'stale' } : null,
  ];
}

/** Refused counts before unreachable: that a person said no must never look like a missing number. */
function reachable({ reach }: Event, { channels }: TouchpointRules): Look {
  const params = Object.fromEntries(channels.map((channel) => [channel, reach[channel]]));
  const found = channels.map((channel) => reach[channel]);
  if (found.includes('ok')) return ['contact', params, null];
  const refused = found.includes('opted-out') || found.includes('no-consent');
  return [
    found.includes('opted-out') ? 'opt-out' : refused ? 'consent' : 'contact',
    params,
    { reason: refused ? 'opted-out' : 'no-contact' },
  ];
}

function sampled({ draw, nextDraw }: Event, { sampling }: TouchpointRules): Look {
  const params = { share: sampling, draw: Math.round(draw * 10_000) / 10_000 };
  return ['sampling', params, draw < sampling ? null : { reason: 'sampled-out', nextEligibleAt: nextDraw }];
}

function targeted({ target, count, nextMonth }: NonNullable<Event['quota']>): Look {
  return ['quota', { target, count }, count < target ? null : { reason: 'quota', nextEligibleAt: nextMonth }];
}
