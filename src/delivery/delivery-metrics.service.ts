import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { metrics } from '#platform/http';
import { DeliveryOperations, type Operations } from './delivery-operations.service.ts';

const PREFIX = 'chaudfroid_delivery_';
/** Two scrapes at once are one look. */
const FRESH_MS = 1_000;

type Figure = readonly [name: string, help: string, labels: readonly string[], read: (look: Operations) => Sample[]];
type Sample = readonly [labels: Record<string, string>, value: number];

/** The operations screen as figures of Prometheus; read from the database at each scrape, so that any process gives them. */
const FIGURES: readonly Figure[] = [
  [
    'due',
    'Invitations and messages whose time has come and that no provider has taken.',
    ['channel'],
    ({ invitations, messages }) =>
      perChannel((channel) =>
        sum([
          ...invitations.filter((one) => one.channel === channel).map(({ due }) => due),
          ...messages.filter((one) => one.channel === channel && one.status === 'waiting').map(({ due }) => due),
        ]),
      ),
  ],
  [
    'open_messages',
    'Messages written and not yet taken: waiting, sending, or of unknown fate.',
    ['channel', 'status'],
    ({ messages }) => messages.map(({ channel, status, count }) => [{ channel, status }, count]),
  ],
  [
    'oldest_due_seconds',
    'For how long the oldest due invitation has waited.',
    ['channel'],
    ({ now, invitations }) =>
      perChannel((channel) =>
        Math.max(
          0,
          ...invitations.flatMap((one) =>
            one.channel === channel && one.oldestDueAt ? (now.getTime() - one.oldestDueAt.getTime()) / 1_000 : [],
          ),
        ),
      ),
  ],
  [
    'accepted_last_hour',
    'Messages that a provider took within an hour.',
    ['channel'],
    ({ throughput }) => throughput.map(({ channel, hour }) => [{ channel }, hour]),
  ],
  [
    'failed_last_week',
    'Messages that failed within seven days, by the provider’s code.',
    ['channel', 'code'],
    ({ failures }) =>
      failures.map(({ channel, code, cause, count }) => [{ channel, code: code ?? cause ?? '' }, count]),
  ],
  [
    'provider_state',
    'Breaker of a provider: 0 closed, 1 half-open, 2 open.',
    ['channel'],
    ({ lanes }) => lanes.map(({ channel, state }) => [{ channel }, ['closed', 'half-open', 'open'].indexOf(state)]),
  ],
  ['paused', 'One for each pause.', ['scope'], ({ pauses }) => pauses.map(({ scope }) => [{ scope }, 1])],
  [
    'queue_jobs',
    'Dispatches that wait for a worker, or are in hand.',
    ['state'],
    ({ queue }) => [
      [{ state: 'waiting' }, queue.waiting],
      [{ state: 'active' }, queue.active],
    ],
  ],
];

@Injectable()
export class DeliveryMetrics implements OnModuleInit, OnModuleDestroy {
  #look: { readonly at: number; readonly found: Promise<Operations> } | undefined;

  constructor(private readonly operations: DeliveryOperations) {}

  onModuleInit(): void {
    for (const [name, help, labelNames, read] of FIGURES) {
      const gauge: Gauge = new Gauge({
        name: `${PREFIX}${name}`,
        help,
        labelNames: [...labelNames],
        registers: [],
        collect: async () => {
          const samples = read(await this.#fresh());
          gauge.reset();
          for (const [labels, value] of samples) gauge.set(labels, value);
        },
      });
      metrics.registerMetric(gauge);
    }
  }

  onModuleDestroy(): void {
    for (const [name] of FIGURES) metrics.removeSingleMetric(`${PREFIX}${name}`);
  }

  #fresh(): Promise<Operations> {
    const at = performance.now();
    if (!this.#look || at - this.#look.at > FRESH_MS) this.#look = { at, found: this.operations.look() };
    return this.#look.found;
  }
}

function perChannel(count: (channel: string) => number): Sample[] {
  return ['sms', 'email'].map((channel) => [{ channel }, count(channel)] as const);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
