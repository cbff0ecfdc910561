import type { QuestionnaireInput } from '#surveys';

type Questions = QuestionnaireInput['questions'];

const CALL_ME: Questions[number] = {
  key: 'contact',
  kind: 'contact',
  text: { fr: 'Souhaitez-vous qu’on vous rappelle ?', en: 'Would you like us to call you back?' },
};
const PUBLISH: Questions[number] = {
  key: 'publish',
  kind: 'publish',
  text: {
    fr: 'Acceptez-vous que votre avis soit publié sur notre site, sous le nom que vous choisissez ?',
    en: 'May we publish your review on our site, under the name you choose?',
  },
};

/** What the demonstration asks; keys and kinds are fixed outside, as integrators rely on them. */
export const QUESTIONNAIRES: Readonly<Record<string, QuestionnaireInput>> = {
  'csat-store': {
    name: 'Visite en magasin',
    temperature: 'hot',
    questions: [
      csat('Êtes-vous satisfait(e) de votre visite ?', 'Were you happy with your visit?'),
      comment('Qu’est-ce qui vous a plu ou déplu ?', 'What did you like, or not?'),
      CALL_ME,
      PUBLISH,
    ],
  },
  'nps-order': {
    name: 'Première commande',
    temperature: 'hot',
    questions: [
      {
        key: 'nps',
        kind: 'nps',
        required: true,
        text: {
          fr: 'Recommanderiez-vous Alizé Maison à un proche ?',
          en: 'Would you recommend Alizé Maison to a friend?',
        },
      },
      comment('Pour quelle raison avant tout ?', 'What is the main reason?'),
    ],
  },
  'csat-delivery': {
    name: 'Livraison',
    temperature: 'hot',
    questions: [
      csat('Êtes-vous satisfait(e) de la livraison ?', 'Were you happy with the delivery?'),
      comment('Comment s’est-elle passée ?', 'How did it go?'),
      CALL_ME,
      PUBLISH,
    ],
  },
  'ces-call': {
    name: 'Appel au service client',
    temperature: 'hot',
    questions: [
      {
        key: 'ces7',
        kind: 'ces7',
        required: true,
        text: {
          fr: 'Alizé Maison m’a permis de régler facilement mon problème.',
          en: 'Alizé Maison made it easy for me to handle my issue.',
        },
      },
      comment('Qu’est-ce qui a aidé, ou compliqué les choses ?', 'What helped, or made it harder?'),
    ],
  },
  'csat-after-sales': {
    name: 'Service après-vente',
    temperature: 'hot',
    questions: [
      csat('Êtes-vous satisfait(e) de notre service après-vente ?', 'Were you happy with our after-sales service?'),
      comment('Racontez-nous.', 'Tell us about it.'),
      CALL_ME,
      PUBLISH,
    ],
  },
};

function csat(fr: string, en: string): Questions[number] {
  return { key: 'csat', kind: 'csat', required: true, text: { fr, en } };
}

function comment(fr: string, en: string): Questions[number] {
  return { key: 'comment', kind: 'text', text: { fr, en } };
}
