import type { Reach } from '#customers';
import { nextSendTime, sendWindowEnd, type SendRules } from '#platform/calendar';
import type { Message } from './message.ts';

interface Person {
  readonly erased: boolean;
  readonly timeZone: string;
  readonly country: string;
  readonly reach: Readonly<Record<Message['channel'], Reach>>;
}

/** What becomes of a letter whose time has come. `by`: the end of the hours it may arrive in; null: it may at any hour. */
export type LetterFate =
  | { readonly do: 'send'; readonly by: Date | null }
  | { readonly do: 'wait'; readonly at: Date }
  | { readonly do: 'drop'; readonly cause: 'expired' | 'erased' | 'opted-out' };

/** Somebody who wrote to us this short a while ago is awake. */
const AWAKE_MS = 15 * 60_000;

/**
 * Looked at each time a letter, which is no survey, is about to be offered:
 * - its reader is gone, or it is too late;
 * - they said STOP to our texts: only the answer to their own text goes;
 * - texts arrive within the hours that no setting exceeds, an answer in a conversation at any hour.
 * @param quiet hours and days in which nobody is disturbed by a text, wherever they are
 */
export function letterFate(
  { kind, channel, createdAt, expiresAt }: Pick<Message, 'kind' | 'channel' | 'createdAt' | 'expiresAt'>,
  person: Person | undefined,
  quiet: SendRules['hardCeiling'],
  now: Date,
): LetterFate {
  if (!person || person.erased) return { do: 'drop', cause: 'erased' };
  if (expiresAt <= now) return { do: 'drop', cause: 'expired' };
  if (channel === 'email') return { do: 'send', by: null };
  if (person.reach.sms === 'opted-out' && kind !== 'conversation') return { do: 'drop', cause: 'opted-out' };
  if (kind === 'conversation' && now.getTime() - createdAt.getTime() < AWAKE_MS) return { do: 'send', by: null };
  const rules = everyDay(person, quiet);
  const at = nextSendTime(now, rules);
  if (at <= now) return { do: 'send', by: sendWindowEnd(now, rules) };
  return at < expiresAt ? { do: 'wait', at } : { do: 'drop', cause: 'expired' };
}

function everyDay({ timeZone: zone, country }: Person, quiet: SendRules['hardCeiling']): SendRules {
  return {
    window: { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' },
    zone,
    holidays: { country },
    closedOnHolidays: false,
    hardCeiling: quiet,
  };
}
