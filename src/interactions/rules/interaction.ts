import type { Channel, CustomerInput } from '#customers';
import type { FieldError } from '#platform/http';
import type { Step } from '#pressure';

/** What happened, as reported. */
export interface InteractionInput {
  /** The sender's own id: the same twice is one interaction. */
  readonly id: string;
  readonly touchpoint: string;
  /** ISO 8601 with an offset. */
  readonly occurredAt: string;
  readonly customer: CustomerInput;
  readonly site?: string | null | undefined;
  readonly agent?: string | null | undefined;
  readonly channel?: string | null | undefined;
  readonly measures?: Readonly<Record<string, number | boolean>> | undefined;
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
}

export type Outcome = 'scheduled' | 'merged' | 'waiting' | 'suppressed';
export type Reason =
  'pressure' | 'opted-out' | 'no-contact' | 'stale' | 'sampled-out' | 'quota' | 'open-callback' | 'paused' | 'excluded';

/** Kept for ever, with every step it took; never recomputed. */
export interface Decision {
  readonly outcome: Outcome;
  readonly reason: Reason | null;
  readonly rule: string | null;
  readonly nextEligibleAt: Date | null;
  readonly invitation: { readonly id: string; readonly channel: Channel; readonly sendAt: Date } | null;
  readonly steps: readonly Step[];
}

export type RecordResult =
  | { readonly id: string; readonly interaction: string; readonly status: 200 | 202; readonly decision: Decision }
  | { readonly id: string; readonly status: 409; readonly detail: string }
  | { readonly id: string; readonly status: 422; readonly errors: readonly FieldError[] };
