import type { Principal } from '#platform/http';
import type { BusinessCalendar } from '#platform/calendar';
import type { QuestionnaireVersion } from '#surveys';
import type { Agenda } from './rules/agenda.ts';
import type { Happening } from './rules/happenings.ts';
import type { DemoPerson } from './rules/people.ts';
import type { Year } from './rules/seasons.ts';

type StaffPrincipal = Extract<Principal, { kind: 'user' }>;

/** Those who work in the demonstration. */
export interface Cast {
  readonly teams: ReadonlyMap<
    string,
    { readonly key: string; readonly hours: BusinessCalendar; readonly agents: readonly StaffPrincipal[] }
  >;
  readonly supervisor: StaffPrincipal;
  readonly moderator: StaffPrincipal;
  readonly questionnaires: ReadonlyMap<string, QuestionnaireVersion>;
}

/** Part of the story: some people's whole year, told in the order of time. */
export interface Chapter {
  readonly seed: string;
  readonly year: Year;
  readonly cast: Cast;
  readonly agenda: Agenda<() => Promise<void>>;
  /** By id of the interaction. */
  readonly happenings: Map<string, Happening>;
  /** By id of the customer. */
  readonly people: Map<string, DemoPerson>;
  /** Invitations whose answer is under way. */
  readonly answering: Set<string>;
  /** Which course of a case is the latest: an earlier one goes no further. */
  readonly courses: Map<string, number>;
  /** Offered for publication: by id, with the name under which they are decided on. */
  readonly reviews: Map<string, string>;
  /** How many times a person was asked whether a callback helped. */
  readonly recoveries: Map<string, number>;
}
