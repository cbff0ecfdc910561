import type { QuestionnaireInput } from '#surveys';

/** What the barometer of the demonstration asks: cold, about the house as a whole. */
export const BAROMETER: QuestionnaireInput = {
  name: 'Baromètre',
  temperature: 'cold',
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
    {
      key: 'reason',
      kind: 'text',
      text: { fr: 'Pour quelle raison avant tout ?', en: 'What is the main reason?' },
    },
    {
      key: 'csat',
      kind: 'csat',
      text: {
        fr: 'Dans l’ensemble, êtes-vous satisfait(e) d’Alizé Maison ?',
        en: 'All in all, are you happy with Alizé Maison?',
      },
    },
    {
      key: 'choice',
      kind: 'csat',
      text: { fr: 'Et du choix que nous vous proposons ?', en: 'And with the choice we offer?' },
    },
    {
      key: 'advice',
      kind: 'csat',
      text: { fr: 'Et de nos conseils ?', en: 'And with our advice?' },
    },
    {
      key: 'wish',
      kind: 'text',
      text: { fr: 'Que devrions-nous changer en premier ?', en: 'What should we change first?' },
    },
  ],
};
