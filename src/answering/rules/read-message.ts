import { themesIn, type Scale, type Theme } from '#platform/values';
import { readReply, type Reply } from './read-reply.ts';
import { spokenTime, type SpokenTime } from './spoken-time.ts';

/** Everything one text message says to a question on a scale. */
export interface Message {
  reply: Reply;
  /** Asks to be called, and when. */
  call: boolean;
  slot: SpokenTime | null;
  themes: Theme[];
}

/** `wishesCall` is how callbacks read a wish: one reading of it, on the page and by text message. */
export function readMessage(body: string, scale: Scale | null, wishesCall: (text: string) => boolean): Message {
  const call = wishesCall(body);
  const reply: Reply = scale ? readReply(body, scale) : wordsOf(body.trim());
  return { reply, call, slot: call ? spokenTime(body) : null, themes: themesIn(body) };
}

function wordsOf(text: string): Reply {
  return text === '' ? { kind: 'nothing' } : { kind: 'text', text };
}
