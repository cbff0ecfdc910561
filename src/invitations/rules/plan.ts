import type { Channel, Customer } from '#customers';
import type { SendWindow } from '#platform/calendar';
import type { Refusal, Step, Temperature } from '#pressure';

/** A wish to ask one person one thing. */
export interface PlanRequest {
  readonly customer: Customer;
  /** Id of the interaction it is about; none for a barometer. */
  readonly interaction?: string | null | undefined;
  readonly touchpoint: string | null;
  readonly questionnaireVersion: string;
  readonly temperature: Temperature;
  /** In order of preference, restricted to those that reach the person; at least one. */
  readonly channels: readonly Channel[];
  readonly site?: string | null | undefined;
  readonly agent?: string | null | undefined;
  /** The earliest moment; the window, quiet hours and holidays move it later. */
  readonly sendAt: Date;
  readonly window: SendWindow;
  /** How long the answer is awaited, in ms from the first moment it could be sent. */
  readonly expiresAfter: number;
  /** A reminder each, in ms after the message went out. */
  readonly reminders: readonly number[];
  readonly occurredAt: Date;
  readonly exempt?: string | null | undefined;
  /** What the person answers must never be tied to them. */
  readonly anonymous?: boolean | undefined;
  /** 1 is worth most: who gets a freed place. 3 unless said. */
  readonly priority?: number | undefined;
  /** Answers wanted a month and site, as the touchpoint says that day. */
  readonly monthlyTarget?: number | null | undefined;
  /** Until when it may wait for a place; it never waits when absent. */
  readonly waitsUntil?: Date | undefined;
}

export interface PlannedInvitation {
  readonly id: string;
  readonly channel: Channel;
  readonly sendAt: Date;
}

/** `held` when the refusal says to wait: the invitation is kept, and planned once a place is free. */
export type Planned =
  | { readonly invitation: PlannedInvitation; readonly steps: Step[] }
  | {
      readonly refused: Refusal;
      /** When its message would have gone out. */
      readonly askedFor: Date;
      readonly held?: PlannedInvitation | undefined;
    };
