import type { DeliveryErrorKind } from '#platform/transport';
import type { Message } from './message.ts';
import { HELD_LOOK_MS, nextLook, type Inquiry } from './next-look.ts';

/** What came of one attempt to hand a message over, or to find it at the provider. */
export type Outcome =
  | {
      readonly message: Message;
      readonly result: 'accepted';
      readonly providerId: string;
      readonly segments: number | null;
    }
  | {
      readonly message: Message;
      readonly result: 'refused';
      readonly kind: DeliveryErrorKind;
      readonly code: string;
      readonly cause: string;
    }
  /** It was not even offered: the provider failed so often in a row, or a process ended before it could. */
  | { readonly message: Message; readonly result: 'not-offered' }
  /** The provider was asked and does not have it. */
  | { readonly message: Message; readonly result: 'absent' }
  /** It was not found, which proves nothing; or nobody can be asked. */
  | { readonly message: Message; readonly result: 'unclear' }
  /** Not at this hour. */
  | { readonly message: Message; readonly result: 'not-yet'; readonly at: Date }
  /** It may no longer go out: its survey ended, its reader is gone or said stop, or its time is over. */
  | {
      readonly message: Message;
      readonly result: 'too-late';
      readonly cause: 'ended' | 'expired' | 'erased' | 'opted-out';
    };

/** What is done about a message that was not accepted. */
export type Consequence =
  | { readonly then: 'end'; readonly status: 'failed' | 'cancelled' }
  /** A survey goes back to be planned: its window, expiry, opt-outs and pressure are looked at anew. */
  | { readonly then: 'replan' }
  | { readonly then: 'offer'; readonly at: Date }
  | { readonly then: 'look'; readonly at: Date }
  /** Nobody can say: a person decides, and it is looked for again meanwhile. */
  | { readonly then: 'hold'; readonly at: Date };

/** @param inquiry who can say whether a message on its channel was taken */
export interface Moment {
  readonly now: Date;
  readonly retryAt: Date;
  readonly inquiry: Inquiry;
}

/**
 * Decisions, in order:
 * - what is refused for ever, or too late, ends;
 * - what may or may not have been taken is looked up; where nobody can say, it is held for a person, never offered;
 * - what was certainly not taken: a survey or reminder is planned anew, a letter waits, while its time is not over.
 */
export function consequenceOf(outcome: Exclude<Outcome, { result: 'accepted' }>, moment: Moment): Consequence {
  const { message } = outcome;
  const { now, retryAt } = moment;
  switch (outcome.result) {
    case 'too-late':
      return { then: 'end', status: outcome.cause === 'expired' ? 'failed' : 'cancelled' };
    case 'not-yet':
      return { then: 'offer', at: outcome.at };
    case 'not-offered':
      return again(message, retryAt);
    case 'absent': {
      const next = nextLook(now, message.looks + 1, moment.inquiry);
      return next.step === 'look' ? { then: 'look', at: next.at } : again(message, now);
    }
    case 'unclear': {
      const next = nextLook(now, message.looks + 1, moment.inquiry);
      return next.step === 'look' ? { then: 'look', at: next.at } : hold(message, moment);
    }
    case 'refused':
      if (outcome.kind === 'permanent') return { then: 'end', status: 'failed' };
      if (outcome.kind === 'uncertain') return uncertain(message, moment);
      return again(message, retryAt);
  }
}

/** A letter is looked at once more before it is offered. */
function again({ kind, expiresAt }: Message, at: Date): Consequence {
  if (kind === 'invitation' || kind === 'reminder') return { then: 'replan' };
  return at < expiresAt ? { then: 'offer', at } : { then: 'end', status: 'failed' };
}

/** The first look is soon; where the provider could not even be asked, the next waits as long as a retry. */
function uncertain(message: Message, moment: Moment): Consequence {
  const first = nextLook(moment.now, 0, moment.inquiry);
  if (first.step === 'decide') return hold(message, moment);
  return { then: 'look', at: message.attempts === 0 ? first.at : moment.retryAt };
}

function hold({ expiresAt }: Message, { now, inquiry }: Moment): Consequence {
  const later = new Date(now.getTime() + HELD_LOOK_MS);
  return { then: 'hold', at: inquiry === 'nobody' || expiresAt < later ? expiresAt : later };
}
