import { lifecycle } from '#platform/lifecycle';

export const CASE_STATUSES = [
  'new',
  'assigned',
  'in-progress',
  'resolved',
  'verified',
  'unreachable',
  'declined',
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** A case, from the answer to its verification. Back to new: released. Back to in progress: reopened. */
export const caseLifecycle = lifecycle<CaseStatus>('callback case', 'new', {
  new: ['assigned', 'in-progress', 'unreachable', 'declined'],
  assigned: ['new', 'in-progress', 'resolved', 'unreachable', 'declined'],
  'in-progress': ['assigned', 'resolved', 'unreachable', 'declined'],
  resolved: ['verified', 'in-progress'],
  verified: ['in-progress'],
  unreachable: ['in-progress'],
  declined: ['in-progress'],
});

/** What people do to a case. */
export type CaseVerb =
  'claim' | 'release' | 'assign' | 'attempt' | 'note' | 'resolve' | 'verify' | 'reopen' | 'close' | 'undo';

/** The states in which a verb makes sense: what a refusal names, and what decides which buttons a screen shows. */
const FROM: Readonly<Record<CaseVerb, readonly CaseStatus[]>> = {
  claim: ['new'],
  release: ['assigned'],
  assign: ['new', 'assigned', 'in-progress'],
  attempt: ['new', 'assigned', 'in-progress'],
  note: CASE_STATUSES,
  resolve: caseLifecycle.before('resolved'),
  verify: caseLifecycle.before('verified'),
  reopen: ['resolved', 'verified', 'unreachable', 'declined'],
  close: caseLifecycle.before('unreachable'),
  undo: ['resolved', 'unreachable', 'declined'],
};

export function statesFor(verb: CaseVerb): readonly CaseStatus[] {
  return FROM[verb];
}

export function mayDo(verb: CaseVerb, status: CaseStatus): boolean {
  return FROM[verb].includes(status);
}

/** Somebody still has to call or settle something. */
export const AT_WORK: readonly CaseStatus[] = ['new', 'assigned', 'in-progress'];
/** A person has at most one such case; while it stands they are asked nothing. */
export const OPEN: readonly CaseStatus[] = [...AT_WORK, 'resolved'];

export function isAtWork(status: CaseStatus): boolean {
  return AT_WORK.includes(status);
}

export function isOpen(status: CaseStatus): boolean {
  return OPEN.includes(status);
}
