import type { Language } from '#platform/values';
import type { LetterKind } from './edited-letter.ts';
import type { SamplePerson } from './sample-people.ts';

const LINK = 'https://avis.example.fr/s/Exemple0Exemple0Exempl';

const QUESTIONS: Readonly<Record<SamplePerson['key'], { how: string; text: Readonly<Record<Language, string>> }>> = {
  usual: {
    how: 'csat',
    text: { fr: 'Êtes-vous satisfait de votre visite ?', en: 'How satisfied are you with your visit?' },
  },
  unknown: { how: 'text', text: { fr: "Qu'est-ce qui explique votre note ?", en: 'What explains your score?' } },
  long: {
    how: 'nps',
    text: {
      fr: 'Quelle est la probabilité que vous nous recommandiez à un proche ?',
      en: 'How likely are you to recommend us to somebody close to you?',
    },
  },
};

const TIMES = {
  fr: { by: 'mardi 19 mai à 12:00', day: 'mercredi 20 mai', hours: 'mercredi 20 mai 10:00, mercredi 20 mai 11:00' },
  en: {
    by: 'Tuesday 19 May at 12:00',
    day: 'Wednesday 20 May',
    hours: 'Wednesday 20 May 10:00, Wednesday 20 May 11:00',
  },
} as const;

/** What a letter would say to a sample person: an hour is promised to one, hours are offered to another, nothing to the third. */
export function sampleLetter(kind: LetterKind, person: SamplePerson['key'], language: Language): object {
  switch (kind) {
    case 'answering-question':
      return { question: QUESTIONS[person].text[language], how: QUESTIONS[person].how };
    case 'answering-help':
      return { how: person === 'unknown' ? 'thumbs' : QUESTIONS[person].how };
    case 'answering-thanks':
      return sampleThanks(person, language);
    case 'review-refused':
      return {
        reason: person === 'long' ? 'personal-data' : 'off-topic',
        note: person === 'unknown' ? null : 'Service',
        link: LINK,
        mine: LINK,
      };
    case 'help':
    case 'opt-out-done':
    case 'opt-in-done':
      return {};
  }
}

function sampleThanks(person: SamplePerson['key'], language: Language): object {
  const { by, day, hours } = TIMES[language];
  const nothing = { team: null, by: null, slot: null, hours: null, rest: null };
  if (person === 'usual') return { ...nothing, team: 'Lyon Part-Dieu', by, slot: { day, from: '15:00', to: '16:00' } };
  if (person === 'unknown') return { ...nothing, rest: LINK };
  return { ...nothing, team: 'Boulogne-Billancourt', by, hours };
}
