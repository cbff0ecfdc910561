import { lifecycle } from '#platform/lifecycle';

export type ProgrammeState = 'active' | 'ended';

/** A programme; ended, it opens no more waves, and what it said can still be read. */
export const programmeLifecycle = lifecycle<ProgrammeState>('barometer', 'active', {
  active: ['ended'],
  ended: ['active'],
});

export type WaveState = 'planned' | 'open' | 'paused' | 'closed';

/** A wave; closed, it asks nobody more. */
export const waveLifecycle = lifecycle<WaveState>('wave', 'planned', {
  planned: ['open'],
  open: ['paused', 'closed'],
  paused: ['open', 'closed'],
  closed: [],
});

export type MemberState = 'waiting' | 'invited' | 'moved' | 'answered' | 'replaced' | 'unasked';

/**
 * One person of a wave.
 * - Back to waiting: the wave was paused before the message went out.
 * - Replaced after the invitation: the message did not arrive, or the person is gone.
 */
export const memberLifecycle = lifecycle<MemberState>('wave-member', 'waiting', {
  waiting: ['invited', 'moved', 'replaced', 'unasked'],
  moved: ['invited', 'moved', 'replaced', 'unasked'],
  invited: ['waiting', 'answered', 'replaced'],
  replaced: ['answered'],
  answered: [],
  unasked: [],
});
