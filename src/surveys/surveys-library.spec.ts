import { check } from '#platform/http';
import { Words } from '#platform/i18n';
import { countSegments, writeGsm7 } from '#platform/sms-text';
import { isScale, LANGUAGES } from '#platform/values';
import { questionnaireFaults } from './rules/questionnaire-faults.ts';
import { SurveysLibrary } from './surveys-library.service.ts';
import { PutQuestionnaire } from './surveys.api.controller.ts';
import { untranslatedIn } from './rules/translations.ts';

const library = new SurveysLibrary();
const words = new Words({ missing: 'throw' });

describe('the library of ready questionnaires', () => {
  it('holds what marketing asks for first', () => {
    expect(library.all().map(({ key }) => key)).toEqual([
      'csat',
      'nps',
      'ces',
      'ces5',
      'servqual',
      'three-items',
      'first-time',
      'recovery',
      'employee-mirror',
    ]);
  });

  it('has the five dimensions of service quality, a page each', () => {
    const { questions } = library.content('servqual', 'fr');
    const dimensions = questions.filter(({ rows }) => rows);
    expect(dimensions.map(({ key, page }) => `${key} ${page}`)).toEqual([
      'reliability 1',
      'responsiveness 2',
      'assurance 3',
      'empathy 4',
      'tangibles 5',
    ]);
  });

  it.each(library.all().map((ready) => [ready.key, ready] as const))('%s can be published as it is', (key, ready) => {
    for (const language of LANGUAGES) {
      const content = library.content(key, language);
      expect(check(PutQuestionnaire, content)).toHaveProperty('value');
      expect(questionnaireFaults(content)).toEqual([]);
      expect(ready.purpose[language]).not.toBe('');
    }
  });

  it.each(library.all().map((ready) => [ready.key, ready] as const))('%s is in both languages', (_, { questions }) => {
    expect(untranslatedIn(questions)).toEqual([]);
  });

  it.each(library.all().map((ready) => [ready.key, ready] as const))(
    '%s asks its first question in one text message, with how to answer it',
    (_, { questions: [first] }) => {
      for (const language of LANGUAGES) {
        const kind = first?.kind ?? 'text';
        const how = isScale(kind) && !first?.rows ? words.t(language, `answering.sms.how.${kind}`) : '';
        const text = writeGsm7(`${first?.text[language]} ${how}`.trim());
        expect({ text, segments: countSegments(text).segments }).toMatchObject({ segments: 1 });
      }
    },
  );
});
