import { actors } from '#platform/facts';
import { SurveysDrafts, SurveysModule, SurveysService, type QuestionnaireInput } from '#surveys';
import { startApp, type App } from '../../test/support/app.ts';

let app: App;
let drafts: SurveysDrafts;
let surveys: SurveysService;

beforeAll(async () => {
  app = await startApp(SurveysModule);
  drafts = app.get(SurveysDrafts);
  surveys = app.get(SurveysService);
}, 60_000);

afterAll(() => app.close());

const csat = { key: 'csat', kind: 'csat' as const, text: { fr: 'Satisfait ?', en: 'Satisfied?' }, required: true };
const comment = { key: 'comment', kind: 'text' as const, text: { fr: 'Pourquoi ?' } };
const aQuestionnaire = (more: Partial<QuestionnaireInput> = {}): QuestionnaireInput => ({
  name: 'Visite',
  temperature: 'hot',
  questions: [csat, comment],
  ...more,
});
/** Somebody of the team, who writes. */
function writer(name: string, id: string) {
  const as = <T>(act: () => Promise<T>) => actors.as(`user:0199f3a2-7c1e-7000-8000-${id.padStart(12, '0')}`, act);
  return {
    save: (key: string, seen: Seen, content: QuestionnaireInput) => as(() => drafts.save(key, seen, content, name)),
    begin: (key: string, content: QuestionnaireInput) => as(() => drafts.begin(key, content, name)),
    takeBack: (key: string, revision: number) => as(() => drafts.takeBack(key, revision, name)),
  };
}
type Seen = Parameters<SurveysDrafts['save']>[1];
const claire = writer('Claire', 'a');
const hugo = writer('Hugo', 'b');

/** What two people began from: a published questionnaire with one saving over it. */
async function begun(key: string) {
  await surveys.publishVersion(key, aQuestionnaire());
  const saved = await claire.save(key, { revision: 0, onto: 1 }, aQuestionnaire({ name: 'Passage' }));
  if (!('draft' in saved)) throw new Error('Nobody else is writing.');
  return saved.draft;
}

describe('a questionnaire being written', () => {
  it('changes nothing that is asked until it is published', async () => {
    const { revision } = await begun('quiet');
    expect((await surveys.known('quiet')).name).toBe('Visite');
    const { content, published } = await drafts.open('quiet');
    expect({ name: content.name, published: published?.version, revision }).toEqual({
      name: 'Passage',
      published: 1,
      revision,
    });
    expect(await drafts.publish('quiet', 1, content)).toMatchObject({ version: 2, name: 'Passage' });
    expect([...(await drafts.all()).keys()]).not.toContain('quiet');
    expect(await drafts.open('quiet')).toMatchObject({ revision: 0, published: { version: 2 } });
  });

  it('keeps what two people type, and tells the second what the first changed', async () => {
    const { revision } = await begun('both');
    const seen = { revision, onto: 1 };
    const first = aQuestionnaire({ name: 'Passage', questions: [csat, { ...comment, text: { fr: 'Dites-nous' } }] });
    const second = aQuestionnaire({ name: 'Passage', questions: [{ ...csat, required: false }, comment] });
    await claire.save('both', seen, first);
    const late = await hugo.save('both', seen, second);
    expect(late).toMatchObject({
      conflict: {
        by: 'Claire',
        changes: [{ what: 'text', language: 'fr', before: 'Pourquoi ?', after: 'Dites-nous' }],
        merged: { content: { questions: [{ key: 'csat', required: false }, { text: { fr: 'Dites-nous' } }] } },
      },
    });
    expect((await drafts.open('both')).content.questions[0]?.required).toBe(true);
  });

  it('joins one’s own earlier saving without a word', async () => {
    const { revision } = await begun('own');
    const seen = { revision, onto: 1 };
    await claire.save('own', seen, aQuestionnaire({ name: 'Un' }));
    const again = await claire.save('own', seen, aQuestionnaire({ name: 'Passage', temperature: 'cold' }));
    expect(again).toMatchObject({ draft: { content: { name: 'Un', temperature: 'cold' } } });
  });

  it('lets one of two who save at the same moment be first', async () => {
    const { revision } = await begun('race');
    const both = await Promise.all([
      claire.save('race', { revision, onto: 1 }, aQuestionnaire({ name: 'Un' })),
      hugo.save('race', { revision, onto: 1 }, aQuestionnaire({ name: 'Deux' })),
    ]);
    expect(both.filter((one) => 'draft' in one)).toHaveLength(1);
    expect(both.filter((one) => 'conflict' in one)).toHaveLength(1);
  });

  it('is not published over a version that came meanwhile', async () => {
    const { content } = await begun('meanwhile');
    await surveys.publishVersion('meanwhile', aQuestionnaire({ name: 'Par l’API' }));
    await expect(drafts.publish('meanwhile', 1, content)).rejects.toMatchObject({ kind: 'published-meanwhile' });
    expect((await surveys.known('meanwhile')).name).toBe('Par l’API');
  });

  it('is told of a version that came before the first saving', async () => {
    await surveys.publishVersion('early', aQuestionnaire());
    await surveys.publishVersion('early', aQuestionnaire({ name: 'Par l’API' }));
    const late = await claire.save('early', { revision: 0, onto: 1 }, aQuestionnaire({ temperature: 'cold' }));
    expect(late).toMatchObject({
      conflict: { changes: [{ what: 'name' }], merged: { content: { name: 'Par l’API', temperature: 'cold' } } },
    });
  });

  it('takes one saving back and keeps those that came after', async () => {
    const { revision } = await begun('back');
    const without = await claire.save(
      'back',
      { revision, onto: 1 },
      aQuestionnaire({ name: 'Passage', questions: [csat] }),
    );
    if (!('draft' in without)) throw new Error('Nobody else is writing.');
    const { draft } = without;
    await claire.save('back', { revision: draft.revision, onto: 1 }, { ...draft.content, temperature: 'cold' });
    await claire.takeBack('back', revision);
    expect((await drafts.open('back')).content).toMatchObject({
      temperature: 'cold',
      questions: [{ key: 'csat' }, { key: 'comment' }],
    });
  });

  it('begins under a key that is free', async () => {
    const keys = [];
    for (let n = 0; n < 3; n++) keys.push((await claire.begin('ready', aQuestionnaire())).key);
    expect(keys).toEqual(['ready', 'ready-2', 'ready-3']);
  });
});

describe('the editor', () => {
  const fields = {
    name: 'Visite',
    temperature: 'hot',
    'questions.0.key': 'csat',
    'questions.0.kind': 'csat',
    'questions.0.text.fr': 'Satisfait ?',
    'questions.0.text.en': '',
    'questions.0.required': 'true',
    'questions.1.key': 'comment',
    'questions.1.kind': 'text',
    'questions.1.text.fr': '',
    'questions.1.showIf.question': 'csat',
    'questions.1.showIf.op': 'lte',
    'questions.1.showIf.value': '2',
  };
  const open = async (key: string) => {
    const { text } = await app.asAdmin('GET', `/surveys/${key}/edit`);
    const hidden = (name: string) => new RegExp(`name="${name}" value="(\\d+)"`).exec(text)?.[1] ?? '';
    return { text, _revision: hidden('_revision'), _onto: hidden('_onto') };
  };

  it('begins on a blank page, saves what is typed with every button, and publishes', async () => {
    const begun = await app.asAdmin('POST', '/survey-library', { name: 'Visite d’été' });
    expect(begun.headers.get('location')).toBe('/surveys/visite-d-ete/edit');
    const path = '/surveys/visite-d-ete/edit';
    const { _revision, _onto } = await open('visite-d-ete');
    const added = await app.asAdmin('POST', path, { ...fields, _revision, _onto, _act: 'add:nps' });
    expect(added.headers.get('location')).toMatch(/#question-3$/);
    const second = await open('visite-d-ete');
    expect(second.text).toContain('value="nps"');
    expect(second.text).toMatch(/Posée si.*Satisfait.*vaut 2 ou moins/);
    const refused = await app.asAdmin('POST', path, { ...fields, ...second, _act: 'publish' });
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(/Question 2, texte français.*À compléter/);
    const third = await open('visite-d-ete');
    const whole = { ...fields, 'questions.1.text.fr': 'Pourquoi ?' };
    const published = await app.asAdmin('POST', path, { ...whole, ...third, _act: 'publish' });
    expect(published.headers.get('location')).toBe('/surveys/visite-d-ete');
    const { body } = await app.api('GET', '/api/v1/questionnaires/visite-d-ete');
    expect(body).toMatchObject({
      version: 1,
      questions: [{ key: 'csat', required: true }, { showIf: { question: 'csat', op: 'lte', value: 2 } }],
    });
  });

  it('answers 409 with what was typed when somebody else was first', async () => {
    const { revision } = await begun('screen');
    await claire.save('screen', { revision, onto: 1 }, aQuestionnaire({ name: 'Par Claire' }));
    const answer = await app.asAdmin('POST', '/surveys/screen/edit', {
      ...fields,
      name: 'Passage',
      'questions.0.text.en': 'Typed by the administrator',
      'questions.1.text.fr': 'Pourquoi ?',
      _revision: String(revision),
      _onto: '1',
      _act: 'save',
    });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Typed by the administrator');
    expect(answer.text).toMatch(/«\s*Passage\s*» devient «\s*Par Claire\s*»/);
    expect(answer.text).toContain('value="Par Claire"');
  });

  it('offers the library, and makes a draft of one with one post', async () => {
    expect((await app.asAdmin('GET', '/survey-library')).text).toContain('SERVQUAL');
    const chosen = await app.asAdmin('POST', '/survey-library/servqual', {});
    expect(chosen.headers.get('location')).toBe('/surveys/servqual/edit');
    expect((await app.asAdmin('GET', '/surveys/servqual/edit')).text).toContain('nous tenons ce que nous promettons');
    expect((await app.asAdmin('GET', '/surveys')).text).toContain('/surveys/servqual/edit');
    expect((await app.asAdmin('POST', '/survey-library/nothing', {})).status).toBe(404);
  });

  it('is not upset by a form that no browser sends', async () => {
    await begun('hostile');
    const hostile = { 'questions.0.key': '__proto__', 'questions.1.key': 'a', 'questions.1.text.fr': 'x\u0000y\ud800' };
    const answer = await app.asAdmin('POST', '/surveys/hostile/edit', { ...hostile, _act: 'up:99', _revision: 'x' });
    expect([303, 409]).toContain(answer.status);
  });
});
