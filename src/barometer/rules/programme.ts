import type { Channel } from '#customers';
import type { SendWindow } from '#platform/calendar';
import type { ProgrammeState } from './lifecycle.ts';

export const STRATA = ['segment', 'site', 'seniority'] as const;
export type Stratifier = (typeof STRATA)[number];

export const ALLOCATIONS = ['proportional', 'neyman', 'square-root'] as const;
export type Allocation = (typeof ALLOCATIONS)[number];

/** Whom it asks: customers, or those who work for us, whose answers are anonymous. */
export const KINDS = ['customers', 'employees'] as const;
export type Kind = (typeof KINDS)[number];

/** Who opens its waves: somebody, one by one, or each by itself on its day. */
export const OPENINGS = ['by-hand', 'by-itself'] as const;
export type Opening = (typeof OPENINGS)[number];

/** Who may be asked: everyone, narrowed. */
export interface Population {
  readonly segments?: string[] | undefined;
  readonly sites?: string[] | undefined;
  readonly minSeniorityDays?: number | undefined;
}

/** How many a wave asks: as a number, or as many as a margin of error needs (0.03 is 3 points) at the expected response rate. */
export type Target = { readonly perWave: number } | { readonly marginOfError: number; readonly confidence: number };

/** A rolling sample of the base: who is asked what, how often, and by which draw. */
export interface Programme {
  readonly key: string;
  readonly name: string;
  readonly kind: Kind;
  readonly questionnaire: string;
  /** In order of preference. */
  readonly channels: Channel[];
  readonly population: Population;
  /** A cycle is a year, in which nobody is asked twice. */
  readonly wavesPerCycle: number;
  readonly target: Target;
  readonly strata: Stratifier[];
  readonly allocation: Allocation;
  /** Standard deviation of the answer by stratum, for the Neyman allocation; learned from answers where it is not said. */
  readonly deviations: Readonly<Record<string, number>>;
  /** Fewest sampled in a stratum, when it has as many. */
  readonly floor: number;
  readonly seed: string;
  /** First day of the first cycle: `2027-01-01`. */
  readonly start: string;
  readonly opening: Opening;
  /** Over how many days a wave is sent. */
  readonly spreadDays: number;
  readonly window: SendWindow;
  readonly reminders: { after: string }[];
  /** Figures of fewer answers than this are shown to nobody. */
  readonly minimumGroup: number;
}

/** A programme as it is kept; one that has ended opens no more waves. */
export interface KeptProgramme extends Programme {
  readonly state: ProgrammeState;
}
