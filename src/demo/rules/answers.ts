import { mood } from '#platform/values';
import { Chance } from './chance.ts';
import { commentOf } from './comments.ts';
import { feelingAbout, SCALE_OF, scoreOf } from './feelings.ts';
import type { Happening } from './happenings.ts';
import { WRONG } from './network.ts';
import type { DemoPerson } from './people.ts';
import type { Year } from './seasons.ts';

/** What becomes of an invitation once it went out. */
export type Reaction =
  | { readonly kind: 'bounces'; readonly cause: string }
  | { readonly kind: 'silent' }
  /** Looked, and left. */
  | { readonly kind: 'opens'; readonly at: Date }
  | { readonly kind: 'opts-out'; readonly at: Date }
  | {
      readonly kind: 'answers';
      readonly at: Date;
      readonly via: 'web' | 'sms';
      readonly answers: Readonly<Record<string, unknown>>;
      readonly complete: boolean;
    };

export interface Asked {
  readonly channel: 'sms' | 'email';
  readonly sentAt: Date;
  readonly reminder: boolean;
}

const HOUR_MS = 3_600_000;
const READY = { sms: 0.4, email: 0.33 };
/** Who let the first message pass rarely answers the second. */
const REMINDED = 0.3;
const ASKS_TO_PUBLISH = new Set(['store-visit', 'delivery', 'after-sales']);

/** What a person does with a survey about what happened to them. Each message meets its own chance. */
export function reactionTo(happening: Happening, asked: Asked, seed: string, year: Year): Reaction {
  const { person, touchpoint } = happening;
  const chance = new Chance(`${seed} asked ${happening.id}${asked.reminder ? ' again' : ''}`);
  const fate = fateOf(person, asked, chance, year);
  if (fate) return fate;
  const feeling = feelingAbout(happening, new Chance(`${seed} felt ${happening.id}`));
  const eager = 1 + 0.12 * Math.abs(feeling);
  const ready = READY[asked.channel] * person.readiness * eager * (asked.reminder ? REMINDED : 1);
  const at = wakingTime(asked.sentAt, delay(chance), year);
  if (!chance.happens(Math.min(0.85, ready))) return chance.happens(0.12) ? { kind: 'opens', at } : { kind: 'silent' };
  const score = scoreOf(SCALE_OF[touchpoint], feeling);
  const via = asked.channel === 'sms' && chance.happens(0.16) ? 'sms' : 'web';
  const answers = answersOf(happening, score, via, chance);
  return { kind: 'answers', at, via, answers, complete: via === 'sms' || chance.happens(0.965) };
}

/** After a callback: whether it helped. */
export function recoveryReaction(person: DemoPerson, nth: number, asked: Asked, seed: string, year: Year): Reaction {
  const chance = new Chance(`${seed} recovered ${person.n} ${nth}`);
  if (!chance.happens(0.58)) return { kind: 'silent' };
  const csat = chance.weighted([[1, 5], [2, 6], [3, 17], [4, 40], [5, 32]]); // prettier-ignore
  const answers = { csat, ...(chance.happens(0.3) && { comment: chance.pick(RECOVERED[csat > 3 ? 'yes' : 'no']) }) };
  return { kind: 'answers', at: wakingTime(asked.sentAt, delay(chance), year), via: 'web', answers, complete: true };
}

const RECOVERED = {
  yes: [
    'Merci de m’avoir rappelée, le problème est réglé.',
    'Appel rapide et solution trouvée, bravo.',
    'Bien traité au final.',
    'Geste apprécié.',
  ],
  no: ['On m’a écouté, mais rien n’a changé.', 'J’attends toujours le remboursement promis.', 'Appel poli, sans plus.'],
};

/** Bounces and refusals, the same whatever is asked. */
export function fateOf(
  person: DemoPerson,
  { channel, sentAt, reminder }: Asked,
  chance: Chance,
  year: Year,
): Reaction | null {
  if (!reminder && chance.happens(channel === 'sms' ? 0.006 : 0.012))
    return { kind: 'bounces', cause: channel === 'sms' ? '30005' : '5.1.1' };
  if (chance.happens(0.006 / Math.max(0.5, person.readiness)))
    return { kind: 'opts-out', at: wakingTime(sentAt, 10 * 60_000, year) };
  return null;
}

function answersOf(happening: Happening, score: number, via: 'web' | 'sms', chance: Chance): Record<string, unknown> {
  const { touchpoint, person, agent, site, daysAgo } = happening;
  const scale = SCALE_OF[touchpoint];
  const felt = mood(scale, score);
  const queues = site === WRONG.site && touchpoint === 'store-visit' && daysAgo < WRONG.weeks * 7;
  const writes = chance.happens({ unhappy: 0.74, neutral: 0.4, happy: 0.45 }[felt]);
  const comment = commentOf(chance, { touchpoint, mood: felt, language: person.language, agent, queues });
  const said = { [scale]: score, ...(writes && { comment }) };
  if (via === 'sms' || !ASKS_TO_PUBLISH.has(touchpoint)) return said;
  const wishesCall = chance.happens({ unhappy: 0.5, neutral: 0.06, happy: 0.01 }[felt]);
  const agrees = writes && chance.happens(0.62);
  return {
    ...said,
    ...(wishesCall && { contact: true }),
    ...(agrees && { publish: { displayName: shownAs(person, chance) } }),
  };
}

function shownAs({ firstName, lastName }: DemoPerson, chance: Chance): string {
  const initial = lastName.charAt(0);
  return chance.pick([`${firstName} ${initial}.`, `${firstName} ${initial}.`, firstName, `${firstName.charAt(0)}. ${initial}.`]); // prettier-ignore
}

/** Half within the hour, some days later; in milliseconds. */
export function delay(chance: Chance): number {
  return Math.min(6 * 24, 0.05 + 0.9 * Math.exp(chance.normal() * 1.5)) * HOUR_MS;
}

/** Nobody answers at night: from eight to eleven. */
export function wakingTime(sentAt: Date, after: number, year: Year): Date {
  const at = new Date(sentAt.getTime() + after);
  const hour = year.hourAt(at);
  if (hour >= 8 && hour < 23) return at;
  const untilNine = (hour < 9 ? 9 - hour : 33 - hour) * HOUR_MS;
  return new Date(at.getTime() + untilNine + (after % HOUR_MS));
}
