import { AnsweringModule } from '#answering';
import { SurveysDrafts, type Question, type QuestionnaireInput } from '#surveys';
import { startApp, type App } from '../../test/support/app.ts';

let app: App;
beforeAll(async () => {
  app = await startApp(AnsweringModule);
}, 60_000);
afterAll(() => app.close());

const csat: Question = { key: 'csat', kind: 'csat', text: { fr: 'Satisfait ?', en: 'Satisfied?' }, required: true };
const why: Question = {
  key: 'why',
  kind: 'text',
  text: { fr: 'Pourquoi cette déception ?', en: 'Why?' },
  showIf: { question: 'csat', op: 'lte', value: 2 },
  page: 2,
};
const list = (key: string, letter: string): Question => ({
  key,
  kind: 'choices',
  text: { fr: key },
  choices: Array.from({ length: 30 }, (_, at) => ({ key: `c${at}`, text: { fr: letter.repeat(40) } })),
});
const content = (...questions: Question[]): QuestionnaireInput => ({ name: 'Essai', temperature: 'cold', questions });
const begin = async (key: string, questions: Question[]) => {
  await app.get(SurveysDrafts).begin(key, content(...questions), 'Hugo');
  return (path: string) => app.asAdmin('GET', `/surveys/${key}/${path}`);
};

describe('the preview of a page', () => {
  it('shows every page, those that only some answers lead to as well', async () => {
    const see = await begin('pages', [csat, why]);
    expect((await see('preview/page?page=1')).text).toContain('Satisfait ?');
    expect((await see('preview/page?page=2')).text).toContain('Pourquoi cette déception ?');
    expect((await see('preview/page?page=2&language=en')).text).toContain('Why?');
    const editor = (await see('edit?_look=page&_lookPage=2')).text;
    expect(editor).toContain('page&#x3D;2');
    expect(editor.match(/value="look:page:fr:\d"/g)).toHaveLength(4);
  });
});

describe('the preview of a conversation', () => {
  it('shows the questions as texts ask them, in either language, with what each costs', async () => {
    const see = await begin('talk', [csat, { ...why, page: 1 }]);
    const { text } = await see('preview/talk?language=en');
    expect(text).toMatch(/Satisfied\?.*Why\?/s);
    expect(text.match(/1 SMS facturé/g)).toHaveLength(4);
    expect(text).toContain('Question 2, selon les réponses');
  });

  it('says so where nothing can be asked by text', async () => {
    const see = await begin('mute', [list('list', 'a')]);
    expect((await see('preview/talk')).text).toContain('Aucune question ne peut être posée par SMS');
  });
});

describe('a page too heavy for one round trip', () => {
  const heavy = [csat, list('first', 'a'), list('second', 'b'), list('third', 'c')].map((one) => ({ ...one, page: 1 }));

  it('is not published, by program or on the screen; what it weighs is shown', async () => {
    const refused = await app.api('PUT', '/api/v1/questionnaires/heavy', content(...heavy));
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([{ path: 'questions.0', code: 'too-heavy' }]);
    const see = await begin('heavy', heavy);
    expect((await see('edit')).text).toMatch(/Page 1\s:\s[\d\s]+\soctets.*trop lourde/su);
    await expect(app.get(SurveysDrafts).publish('heavy', 0, content(...heavy))).rejects.toMatchObject({ status: 422 });
  });

  it('is published once its questions are spread over several', async () => {
    const spread = heavy.map((one, at) => ({ ...one, page: at + 1 }));
    expect((await app.api('PUT', '/api/v1/questionnaires/spread', content(...spread))).status).toBe(200);
  });
});
