import { asCents } from '#platform/sms';
import type { Ahead } from './barometer-opening.service.ts';
import type { Plan } from './barometer-planning.service.ts';
import type { Member, WaveReading } from './barometer-reading.service.ts';
import type { SmsCost } from './rules/sms-cost.ts';

/** The plan as the API gives it. */
export function planAnswer(
  { cycle, base, eligible, excluded, rates, deviations, waves, obstacles }: Plan,
  cost: SmsCost | null,
  ahead: Ahead | null,
) {
  return {
    ...{ cycle, base, eligible, excluded },
    waves: waves.map((wave) => ({
      ...{ number: wave.number, state: wave.state, days: wave.days, sample: wave.sample },
      opensAt: wave.opensAt.toISOString(),
      closesAt: wave.closesAt.toISOString(),
      strata: wave.strata.map((stratum) => ({
        ...{ key: stratum.key, population: stratum.population, sample: stratum.sample, reserve: stratum.reserve },
        expectedResponseRate: round(rates.get(stratum.key)?.rate ?? 0),
        responseRateFrom: rates.get(stratum.key)?.from ?? 'default',
        deviation: roundOrNull(deviations.get(stratum.key)?.deviation),
        deviationFrom: deviations.get(stratum.key)?.from ?? null,
        expectedAnswers: Math.round(stratum.expectedAnswers),
        expectedMarginOfError: round(stratum.expectedMarginOfError),
      })),
      expectedAnswers: Math.round(wave.expectedAnswers),
      expectedMarginOfError: round(wave.expectedMarginOfError),
    })),
    sms: cost && {
      ...{ segments: cost.segments, segmentPriceInCents: asCents(cost.price) },
      low: { messages: cost.messages, cents: cost.amount },
      high: { messages: cost.most.messages, cents: cost.most.amount },
    },
    opening: ahead && openingAnswer(ahead),
    warnings: obstacles.map(({ code, about, blocks, params }) => ({ code, about, blocks, ...params })),
  };
}

/** The next wave, whoever opens it. */
function openingAnswer({ number, at, opening, refusal }: Ahead) {
  return {
    ...{ wave: number, at: at.toISOString(), by: opening },
    refused: refusal && { reason: refusal.reason, about: refusal.about, tryAt: refusal.tryAt.toISOString() },
  };
}

/** A wave and its progress as the API gives it. */
export function waveAnswer(wave: WaveReading) {
  const { programme, number, state, reason, opensAt, lastBatchAt, closesAt, drawnAt, frameHash, progress } = wave;
  const { anonymous } = wave;
  return {
    ...{ programme, number, state, reason },
    opensAt: opensAt.toISOString(),
    lastBatchAt: lastBatchAt.toISOString(),
    closesAt: closesAt.toISOString(),
    ...(anonymous ? withoutAnswers(progress, anonymous.answered) : progress),
    draw: drawnAt && {
      ...{ at: drawnAt.toISOString(), seed: wave.seed, frameHash },
      ...{ frameSize: wave.frameSize, base: wave.base, excluded: wave.excluded },
    },
  };
}

/** Of employees: how many answered in all, where that may be known; nothing of a stratum or a day. */
function withoutAnswers({ strata, calendar, ...whole }: WaveReading['progress'], answered: number | null) {
  return {
    ...{ ...whole, answered },
    strata: strata.map((one) => ({ ...one, answered: null })),
    calendar: calendar.map((one) => ({ ...one, answered: null })),
  };
}

/** Someone of the sample as the API gives it. */
export function memberAnswer({ id: _, plannedFor, moves, ...member }: Member) {
  return {
    ...member,
    plannedFor: plannedFor?.toISOString() ?? null,
    moves: moves.map(({ at, from, to, reason }) => ({
      ...{ at: at.toISOString(), from: from.toISOString(), to: to.toISOString(), reason },
    })),
  };
}

function roundOrNull(value: number | undefined): number | null {
  return value === undefined ? null : round(value);
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
