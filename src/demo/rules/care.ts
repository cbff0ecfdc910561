import { addBusinessTime, type BusinessCalendar } from '#platform/calendar';
import type { Chance } from './chance.ts';

/** What staff do about a case, each at its time. `by` is who has it, or the supervisor. */
export type CareAct =
  | { readonly do: 'claim' }
  | {
      readonly do: 'attempt';
      readonly outcome: 'reached' | 'no-answer' | 'voicemail' | 'call-later';
      readonly note?: string;
    }
  | {
      readonly do: 'resolve';
      readonly rootCause: string;
      readonly action: string;
      readonly gesture?: { readonly key: 'voucher' | 'partial-refund' | 'gift'; readonly amount: number };
      readonly note?: string;
    }
  | { readonly do: 'verify'; readonly outcome: 'recovered' | 'not-recovered'; readonly note: string }
  | { readonly do: 'reopen'; readonly note: string }
  | { readonly do: 'close'; readonly as: 'unreachable' | 'declined'; readonly note: string };

export interface Care {
  readonly at: Date;
  readonly act: CareAct;
}

export interface NewCase {
  readonly touchpoint: string;
  readonly openedAt: Date;
  /** The team has more than it can do. */
  readonly overloaded: boolean;
  /** Opened within the last days of the story, when there is more to do than people: it may still lie there. */
  readonly recent: boolean;
  readonly hours: BusinessCalendar;
}

/** Claimed or begun, and no further yet; what lies was not even claimed. */
type Course = 'usual' | 'late' | 'lies' | 'claimed' | 'begun' | 'unreachable' | 'declined' | 'reopened';

const CAUSES: Readonly<Record<string, readonly (readonly [cause: string, action: string])[]>> = {
  'store-visit': [
    ['responsiveness.waiting-time', 'Excuses présentées, créneaux calmes indiqués.'],
    ['price.promotion-refused', 'Promotion appliquée après coup, différence remboursée.'],
    ['product.out-of-stock', 'Produit réservé dans le magasin voisin.'],
    ['empathy.unfriendly', 'Échange avec l’équipe, excuses du responsable.'],
    ['reliability.wrong-information', 'Fiche produit corrigée, client rappelé.'],
  ],
  'first-order': [
    ['reliability.order-error', 'Bon produit expédié, retour offert.'],
    ['price.refund-late', 'Remboursement lancé devant le client.'],
    ['digital.payment', 'Double débit annulé avec la banque.'],
  ],
  delivery: [
    ['delivery.late', 'Nouveau créneau garanti, transporteur relancé.'],
    ['delivery.damaged', 'Pièce remplacée et livrée gratuitement.'],
    ['delivery.lost', 'Colis réexpédié en express.'],
    ['product.missing-part', 'Visserie envoyée le jour même.'],
  ],
  call: [
    ['responsiveness.too-many-contacts', 'Dossier repris par une seule conseillère.'],
    ['responsiveness.no-answer', 'Rappel fait, numéro direct donné.'],
  ],
  'after-sales': [
    ['policy.warranty', 'Garantie appliquée après vérification de la facture.'],
    ['product.defective', 'Échange à neuf accepté.'],
    ['responsiveness.slow-handling', 'Réparation passée en priorité.'],
  ],
};
const OTHER: readonly (readonly [cause: string, action: string])[] = [['other', 'Écouté, excuses présentées.']];

const REACHED = [
  'Client compréhensif, surtout déçu de ne pas avoir été prévenu.',
  'Très remontée au début, apaisée à la fin de l’appel.',
  'Voulait surtout être entendu.',
  'Demande un retour écrit, envoyé après l’appel.',
];

/** The course a case takes, in the business hours of its team. Acts that lie ahead of the story's last moment are left out by whoever tells it. */
export function careOf(one: NewCase, chance: Chance): Care[] {
  const course = courseOf(one, chance);
  if (course === 'lies') return [];
  const acts: Care[] = [];
  let at = one.openedAt;
  const then = (hours: number, act: CareAct) => {
    at = addBusinessTime(at, Math.max(0.05, hours), one.hours);
    acts.push({ at, act });
  };
  then(course === 'late' ? chance.between(18, 40) : chance.between(0.3, one.recent ? 14 : 6), { do: 'claim' });
  if (course === 'claimed') return acts;
  if (course === 'begun') return [...acts, calledOnce(at, one, chance)];
  if (course === 'unreachable') return [...acts, ...unanswered(at, one, chance)];
  for (
    let tries = chance.weighted([
      [0, 6],
      [1, 3],
      [2, 1],
    ]);
    tries > 0;
    tries -= 1
  )
    // prettier-ignore
    then(chance.between(0.3, 5), { do: 'attempt', outcome: chance.pick(['no-answer', 'voicemail', 'call-later']) });
  then(chance.between(0.2, 3), { do: 'attempt', outcome: 'reached', note: chance.pick(REACHED) });
  if (course === 'declined') {
    then(0.1, { do: 'close', as: 'declined', note: 'Ne souhaite pas donner suite.' });
    return acts;
  }
  then(chance.between(0.2, one.recent ? 6 : 14), resolution(one, chance));
  if (one.recent && chance.happens(0.4)) return acts;
  const helped = course !== 'reopened' && chance.happens(0.83);
  then(chance.between(one.recent ? 14 : 3, one.recent ? 45 : 20), verification(helped));
  if (course === 'reopened') {
    then(chance.between(1, 6), { do: 'reopen', note: 'La solution promise n’est pas arrivée.' });
    then(chance.between(0.5, 5), { do: 'attempt', outcome: 'reached', note: 'Excuses, nouvelle solution convenue.' });
    then(chance.between(1, 12), resolution(one, chance));
    then(chance.between(3, 16), verification(true));
  }
  return acts;
}

function courseOf({ overloaded, recent }: NewCase, chance: Chance): Course {
  return chance.weighted<Course>([
    ['usual', overloaded || recent ? 40 : 68],
    ['late', overloaded ? 38 : 9],
    ['lies', recent ? (overloaded ? 40 : 20) : 0],
    ['claimed', recent ? 32 : 0],
    ['begun', recent ? 30 : 0],
    ['unreachable', 9],
    ['declined', 5],
    ['reopened', 5],
  ]);
}

function calledOnce(from: Date, { hours }: NewCase, chance: Chance): Care {
  const at = addBusinessTime(from, chance.between(0.3, 3), hours);
  return { at, act: { do: 'attempt', outcome: 'call-later' } };
}

/** Three calls on three half-days, then a word. */
function unanswered(from: Date, { hours }: NewCase, chance: Chance): Care[] {
  const calls = [0.5, 8, 17].map((after) => addBusinessTime(from, after + chance.between(0, 0.4), hours));
  const last = calls.at(-1) ?? from;
  return [
    ...calls.map((at): Care => ({ at, act: { do: 'attempt', outcome: chance.pick(['no-answer', 'voicemail']) } })),
    {
      at: addBusinessTime(last, 1, hours),
      act: { do: 'close', as: 'unreachable', note: 'Trois appels, message écrit laissé.' },
    },
  ];
}

function resolution({ touchpoint }: NewCase, chance: Chance): CareAct {
  const [rootCause, action] = chance.pick(CAUSES[touchpoint] ?? OTHER);
  const given = chance.happens(0.34);
  const key = chance.pick(['voucher', 'voucher', 'partial-refund', 'gift'] as const);
  return {
    ...{ do: 'resolve', rootCause, action },
    ...(given && { gesture: { key, amount: chance.pick([1_000, 1_500, 2_000, 3_000, 5_000]) } }),
  };
}

function verification(helped: boolean): CareAct {
  return helped
    ? { do: 'verify', outcome: 'recovered', note: 'Confirmé avec le client.' }
    : { do: 'verify', outcome: 'not-recovered', note: 'Le client reste déçu.' };
}
