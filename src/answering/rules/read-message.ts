import { themesIn, type Scale, type Theme } from '#platform/values';
import { readReply, type Reply } from './read-reply.ts';
import { spokenTime, type SpokenTime } from './spoken-time.ts';

/** Everything one text message says to a question on a scale. */
export interface Message {
  reply: Reply;
  /** Asks to be called, and when. */
  call: boolean;
  /** Says that no call is wanted. */
  declined: boolean;
  slot: SpokenTime | null;
  themes: Theme[];
}

/** `callAsked` is how callbacks read a wish, true, or a refusal, false: one reading of it, on the page and by text message. */
export function readMessage(body: string, scale: Scale | null, callAsked: (text: string) => boolean | null): Message {
  const asked = callAsked(body);
  const reply: Reply = scale ? readReply(body, scale) : wordsOf(body.trim());
  const slot = asked ? spokenTime(body) : null;
  return { reply, call: asked === true, declined: asked === false, slot, themes: themesIn(body) };
}

function wordsOf(text: string): Reply {
  return text === '' ? { kind: 'nothing' } : { kind: 'text', text };
}
