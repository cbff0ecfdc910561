import type { DeliveryErrorKind } from '#platform/transport';
import type { Message } from './message.ts';
import { nextLook } from './next-look.ts';

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
  /** The provider failed so often in a row that this one was not even offered to it. */
  | { readonly message: Message; readonly result: 'not-offered' }
  /** The provider was asked and does not have it. */
  | { readonly message: Message; readonly result: 'absent' }
  /** It may no longer go out: its survey was answered or cancelled, or its time is over. */
  | { readonly message: Message; readonly result: 'too-late'; readonly cause: 'ended' | 'expired' };

/** What is done about a message that was not accepted. */
export type Consequence =
  | { readonly then: 'end'; readonly status: 'failed' | 'cancelled' }
  /** The invitation goes back to be planned: its window, expiry and pressure are looked at anew. */
  | { readonly then: 'replan' }
  | { readonly then: 'offer'; readonly at: Date }
  | { readonly then: 'look'; readonly at: Date };

/**
 * Decisions, in order:
 * - what may or may not have been taken is looked up, and offered again only once it was not found;
 * - what is refused for ever, or too late, ends;
 * - an invitation that was certainly not taken is planned anew; any other message waits, while its time is not over.
 */
export function consequenceOf(
  outcome: Exclude<Outcome, { result: 'accepted' }>,
  now: Date,
  retryAt: Date,
): Consequence {
  const { message } = outcome;
  switch (outcome.result) {
    case 'too-late':
      return { then: 'end', status: outcome.cause === 'ended' ? 'cancelled' : 'failed' };
    case 'not-offered':
      return message.kind === 'invitation' ? { then: 'replan' } : { then: 'offer', at: retryAt };
    case 'absent': {
      const next = nextLook(now, message.looks + 1);
      return next.step === 'look' ? { then: 'look', at: next.at } : { then: 'offer', at: now };
    }
    case 'refused':
      if (outcome.kind === 'permanent') return { then: 'end', status: 'failed' };
      if (outcome.kind === 'uncertain') return uncertain(now, retryAt, message);
      if (message.kind === 'invitation') return { then: 'replan' };
      return retryAt < message.expiresAt ? { then: 'offer', at: retryAt } : { then: 'end', status: 'failed' };
  }
}

function uncertain(now: Date, retryAt: Date, { channel, attempts }: Message): Consequence {
  const first = nextLook(now, 0);
  const at = attempts === 0 && first.step === 'look' ? first.at : retryAt;
  // A mail server cannot be asked: the message is offered again under its own Message-ID.
  return channel === 'sms' ? { then: 'look', at } : { then: 'offer', at };
}
