import { judge, type Place } from './judge.ts';
import type { PressureRule, Temperature } from './policy.ts';

/** What happened to a person, as recorded: somebody was asked, or might have been. */
export interface ReplayedEvent {
  /** The same for all records of one person. */
  readonly person: string;
  readonly at: Date;
  readonly touchpoint: string;
  readonly temperature: Temperature;
  readonly channel: string;
  readonly zone: string;
  /** The rule before pressure that settled it, whatever the policy; null when pressure had its say. */
  readonly settledBy: string | null;
  /** Until when it may wait for a place. */
  readonly waitsUntil: Date;
  /** False before the period: it fills places, and is in no figure. */
  readonly counted: boolean;
}

export interface TouchpointFigures {
  interactions: number;
  sent: number;
  suppressed: number;
}

export interface ReplayFigures {
  readonly interactions: number;
  readonly sent: number;
  /** People asked at least once. */
  readonly people: number;
  /** People to whom something happened, and who were never asked. */
  readonly neverAsked: number;
  readonly suppressedByRule: Readonly<Record<string, number>>;
  readonly byTouchpoint: Readonly<Record<string, TouchpointFigures>>;
}

/**
 * What a policy would have done, event by event in the order of time, by the very rules that decide today.
 * - Who may wait is asked on the first day that the policy allows, when that is soon enough.
 * - Figures add up: every event is sent, or counted under the rule that settled it.
 */
export class Replay {
  readonly #places = new Map<string, Place[]>();
  readonly #met = new Set<string>();
  readonly #asked = new Set<string>();
  readonly #byRule: Record<string, number> = {};
  readonly #byTouchpoint: Record<string, TouchpointFigures> = {};
  #events = 0;

  constructor(private readonly rules: readonly PressureRule[]) {}

  hear(event: ReplayedEvent): void {
    this.#events += 1;
    const stoppedBy = event.settledBy ?? this.#ask(event);
    if (event.counted) this.#count(event, stoppedBy);
  }

  figures(): ReplayFigures {
    const byTouchpoint = structuredClone(this.#byTouchpoint);
    const of = Object.values(byTouchpoint);
    return {
      interactions: of.reduce((sum, { interactions }) => sum + interactions, 0),
      sent: of.reduce((sum, { sent }) => sum + sent, 0),
      people: this.#asked.size,
      neverAsked: [...this.#met].filter((person) => !this.#asked.has(person)).length,
      suppressedByRule: { ...this.#byRule },
      byTouchpoint,
    };
  }

  /** @returns the rule that stops it, or null when the person is asked. */
  #ask({ person, at, touchpoint, temperature, channel, zone, waitsUntil }: ReplayedEvent): string | null {
    const places = this.#places.get(person) ?? [];
    const verdict = judge(
      { touchpoint, temperature, channel: channel as 'sms', zone, exempt: null },
      { places, held: false },
      this.rules,
      at,
    );
    const inTime =
      !verdict.granted &&
      verdict.onExceed === 'wait' &&
      verdict.nextEligibleAt !== null &&
      verdict.nextEligibleAt <= waitsUntil;
    if (!verdict.granted && !inTime) return verdict.rule;
    const takenAt = verdict.granted ? at : (verdict.nextEligibleAt ?? at);
    const place = {
      invitation: String(this.#events),
      touchpoint,
      temperature,
      channel,
      takenAt,
      reminders: [],
      answeredAt: null,
    };
    this.#places.set(person, [...places, place]);
    return null;
  }

  #count({ person, touchpoint }: ReplayedEvent, stoppedBy: string | null): void {
    this.#met.add(person);
    const figures = (this.#byTouchpoint[touchpoint] ??= { interactions: 0, sent: 0, suppressed: 0 });
    figures.interactions += 1;
    if (stoppedBy === null) {
      figures.sent += 1;
      this.#asked.add(person);
    } else {
      figures.suppressed += 1;
      this.#byRule[stoppedBy] = (this.#byRule[stoppedBy] ?? 0) + 1;
    }
  }
}
