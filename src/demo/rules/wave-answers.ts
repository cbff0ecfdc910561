import { Chance } from './chance.ts';
import { delay, fateOf, wakingTime, type Asked, type Reaction } from './answers.ts';
import { scoreOf } from './feelings.ts';
import { SITES, WRONG } from './network.ts';
import type { DemoPerson } from './people.ts';
import type { Year } from './seasons.ts';
import { wishOf, worryOf } from './wave-comments.ts';

/** How many days before the story's last day each wave opened: one a quarter, the last is under way. */
export const WAVE_DAYS = [285, 194, 103, 12] as const;

/** Who answers a long questionnaire, of those asked once. */
const READY = { Nouveau: 0.17, Régulier: 0.2, Fidèle: 0.32, Pro: 0.23 };
/** Of those who let the first message pass. */
const REMINDED = 0.35;
/** How much better than usual each segment finds the house, in deviations. */
const LEVELS = { Nouveau: 0.05, Régulier: 0, Fidèle: 0.3, Pro: -0.2 };
/** Before the third wave prices went up. */
const WAVES = [0, 0.06, -0.2, -0.1];
const PRICES = [0, 0, -0.7, -0.5];

/** What is rated besides: how much of the whole feeling it carries, and how it is of itself. */
const ASPECTS = {
  choice: { carries: 0.5, level: 0.35 },
  advice: { carries: 0.95, level: 0.15 },
  prices: { carries: 0.75, level: -0.45 },
  website: { carries: 0.3, level: -0.1 },
  service: { carries: 0.65, level: -0.2 },
};

/** What a person does with the barometer of the wave of this number, from 1. */
export function waveReaction(person: DemoPerson, wave: number, asked: Asked, seed: string, year: Year): Reaction {
  const chance = new Chance(`${seed} wave ${wave} ${person.externalId}${asked.reminder ? ' again' : ''}`);
  const fate = fateOf(person, asked, chance, year);
  if (fate) return fate;
  const at = wakingTime(asked.sentAt, delay(chance), year);
  const ready = READY[person.segment] * person.readiness * (asked.reminder ? REMINDED : 1);
  if (!chance.happens(Math.min(0.8, ready))) return chance.happens(0.2) ? { kind: 'opens', at } : { kind: 'silent' };
  const complete = chance.happens(0.95);
  return { kind: 'answers', at, via: 'web', answers: answersOf(person, wave, complete, chance), complete };
}

function answersOf(person: DemoPerson, wave: number, complete: boolean, chance: Chance): Record<string, unknown> {
  const queues = person.site === WRONG.site && (WAVE_DAYS[wave - 1] ?? 0) < WRONG.weeks * 7;
  const feeling =
    LEVELS[person.segment] +
    (SITES.find(({ key }) => key === person.site)?.level ?? 0) +
    (WAVES[wave - 1] ?? 0) +
    (queues ? -0.8 : 0) +
    person.kindness +
    chance.normal() * 0.8;
  const nps = scoreOf('nps', feeling);
  const about = { language: person.language, queues, dear: (PRICES[wave - 1] ?? 0) < 0 };
  const said = { nps, ...(chance.happens(nps <= 6 ? 0.7 : 0.42) && { reason: worryOf(chance, nps, about) }) };
  if (!complete) return said;
  const aspects = Object.entries(ASPECTS).map(([key, { carries, level }]) => {
    const own = level + carries * feeling + (key === 'prices' ? (PRICES[wave - 1] ?? 0) : 0);
    return [key, scoreOf('csat', own + chance.normal() * 0.6)] as const;
  });
  return {
    ...said,
    csat: scoreOf('csat', feeling + chance.normal() * 0.35),
    aspects: Object.fromEntries(aspects),
    ...(chance.happens(0.3) && { wish: wishOf(chance, about) }),
  };
}
