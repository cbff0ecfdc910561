import type { QuestionnaireInput } from '#surveys';

/** What the barometer of the demonstration asks: cold, about the house as a whole, on three pages. */
export const BAROMETER: QuestionnaireInput = {
  name: 'Baromètre',
  temperature: 'cold',
  questions: [
    {
      key: 'nps',
      kind: 'nps',
      required: true,
      page: 1,
      text: {
        fr: 'Recommanderiez-vous Alizé Maison à un proche ?',
        en: 'Would you recommend Alizé Maison to a friend?',
      },
    },
    {
      key: 'reason',
      kind: 'text',
      text: { fr: 'Pour quelle raison avant tout ?', en: 'What is the main reason?' },
    },
    {
      key: 'csat',
      kind: 'csat',
      page: 2,
      text: {
        fr: 'Dans l’ensemble, êtes-vous satisfait(e) d’Alizé Maison ?',
        en: 'All in all, are you happy with Alizé Maison?',
      },
    },
    {
      key: 'aspects',
      kind: 'rating',
      text: { fr: 'Et plus précisément ?', en: 'And more precisely?' },
      rows: [
        { key: 'choice', text: { fr: 'Le choix proposé', en: 'The choice we offer' } },
        { key: 'advice', text: { fr: 'Les conseils en magasin', en: 'Advice in our shops' } },
        { key: 'prices', text: { fr: 'Les prix', en: 'Our prices' } },
        { key: 'website', text: { fr: 'Le site internet', en: 'Our website' } },
        { key: 'service', text: { fr: 'Le service après-vente', en: 'After-sales service' } },
      ],
    },
    {
      key: 'wish',
      kind: 'text',
      page: 3,
      text: { fr: 'Que devrions-nous changer en premier ?', en: 'What should we change first?' },
    },
  ],
};
