import { SurveysModule } from '#surveys';
import { startApp, type App } from '../../test/support/app.ts';

let app: App;

beforeAll(async () => {
  app = await startApp(SurveysModule);
}, 60_000);

afterAll(() => app.close());

const text = { fr: 'Êtes-vous satisfait ?', en: 'Are you satisfied?' };
const csat = { key: 'csat', kind: 'csat', text, required: true };
const aQuestionnaire = (questions: unknown[] = [csat]) => ({ name: 'Visite', temperature: 'hot', questions });
const put = (key: string, body: unknown) => app.api('PUT', `/api/v1/questionnaires/${key}`, body);

describe('/api/v1/questionnaires', () => {
  it('publishes, gives and lists', async () => {
    const whole = aQuestionnaire([
      csat,
      {
        key: 'reasons',
        kind: 'choices',
        text,
        choices: [
          { key: 'wait', text },
          { key: 'price', text },
        ],
      },
      {
        key: 'comment',
        kind: 'text',
        text: { fr: 'Pourquoi ?' },
        showIf: { question: 'csat', op: 'in', value: [1, 2] },
      },
      { key: 'more', kind: 'text', text, showIf: { question: 'reasons', op: 'eq', value: 'wait' } },
      { key: 'contact', kind: 'contact', text },
      { key: 'publish', kind: 'publish', text },
    ]);
    const answer = await put('csat-store', whole);
    expect(answer).toMatchObject({ status: 200, body: { key: 'csat-store', version: 1, ...whole } });
    expect((await put('csat-store', whole)).body.version).toBe(1);
    expect((await app.api('GET', '/api/v1/questionnaires/csat-store')).body).toEqual(answer.body);
    await put('b', aQuestionnaire());
    const first = await app.api('GET', '/api/v1/questionnaires?limit=1');
    expect(first.body).toMatchObject({ items: [{ key: 'b' }], nextCursor: expect.any(String) as string });
    const rest = await app.api('GET', `/api/v1/questionnaires?limit=1&cursor=${first.body.nextCursor}`);
    expect(rest.body).toMatchObject({ items: [{ key: 'csat-store' }] });
    // What the platform asks of its own accord is there from the first start.
    const last = await app.api('GET', `/api/v1/questionnaires?limit=1&cursor=${rest.body.nextCursor}`);
    expect(last.body).toMatchObject({ items: [{ key: 'recovery' }], nextCursor: null });
    expect((await app.api('GET', '/api/v1/questionnaires/nobody')).status).toBe(404);
  });

  it.each([
    ['no questions', aQuestionnaire([]), 'questions'],
    ['no name', { ...aQuestionnaire(), name: '' }, 'name'],
    ['an unknown temperature', { ...aQuestionnaire(), temperature: 'warm' }, 'temperature'],
    ['an unknown kind', aQuestionnaire([{ ...csat, kind: 'stars' }]), 'questions.0.kind'],
    ['an unknown member', aQuestionnaire([{ ...csat, color: 'red' }]), 'questions.0.color'],
    ['a bad key', aQuestionnaire([{ ...csat, key: '__proto__' }]), 'questions.0.key'],
    ['no French', aQuestionnaire([{ ...csat, text: { en: 'x' } }]), 'questions.0.text.fr'],
    ['a text that is too long', aQuestionnaire([{ ...csat, text: { fr: 'x'.repeat(501) } }]), 'questions.0.text.fr'],
    [
      'a question too many',
      aQuestionnaire(Array.from({ length: 61 }, (_, n) => ({ ...csat, key: `q${n}` }))),
      'questions',
    ],
    ['the same key twice', aQuestionnaire([csat, csat]), 'questions.1.key'],
    [
      'an unknown operator',
      aQuestionnaire([csat, { ...csat, key: 'b', showIf: { question: 'csat', op: 'lt', value: 2 } }]),
      'questions.1.showIf.op',
    ],
  ])('refuses %s, naming the place', async (_, body, place) => {
    const answer = await put('refused', body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(place);
    expect((await app.api('GET', '/api/v1/questionnaires/refused')).status).toBe(404);
  });

  it('is shown on screens', async () => {
    expect((await app.asAdmin('GET', '/surveys')).text).toContain('csat-store');
    const shown = await app.asAdmin('GET', '/surveys/csat-store');
    expect(shown.text).toMatch(/Posée si.*est l.un de.*1, 2/);
    expect((await app.asAdmin('GET', '/surveys/nobody')).status).toBe(404);
  });
});
