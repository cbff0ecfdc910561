import { Database } from '#platform/database';
import { SurveysModule, SurveysService, type QuestionnaireInput } from '#surveys';
import { startStation, type Station } from '../../test/support/station.ts';

let station: Station;
let surveys: SurveysService;
let db: Database;

beforeAll(async () => {
  station = await startStation(SurveysModule);
  surveys = station.get(SurveysService);
  db = station.get(Database);
}, 60_000);

afterAll(() => station.close());

const aQuestionnaire = (name = 'Visite en magasin'): QuestionnaireInput => ({
  name,
  temperature: 'hot',
  questions: [
    { key: 'csat', kind: 'csat', text: { fr: 'Êtes-vous satisfait ?' }, required: true },
    {
      key: 'comment',
      kind: 'text',
      text: { fr: 'Pourquoi ?', en: 'Why?' },
      showIf: { question: 'csat', op: 'lte', value: 3 },
    },
  ],
});

describe('publishing a questionnaire', () => {
  it('makes a version, and no other until something changes', async () => {
    const first = await surveys.publishVersion('csat-store', aQuestionnaire());
    expect(first).toMatchObject({ key: 'csat-store', version: 1, temperature: 'hot' });
    const { name, temperature, questions } = aQuestionnaire();
    const reordered = questions.map((question) => Object.fromEntries(Object.entries(question).reverse()));
    expect(await surveys.publishVersion('csat-store', { questions: reordered as never, temperature, name })).toEqual(
      first,
    );
    const second = await surveys.publishVersion('csat-store', aQuestionnaire('Passage en magasin'));
    expect(second).toMatchObject({ version: 2, name: 'Passage en magasin' });
    expect(second.id).not.toBe(first.id);
    expect(await surveys.publishVersion('csat-store', { ...aQuestionnaire(), temperature: 'cold' })).toMatchObject({
      version: 3,
      temperature: 'cold',
    });
    expect((await surveys.history('csat-store')).map(({ version }) => version)).toEqual([3, 2, 1]);
    const facts = await db.query(
      `select subject, data from fact where name = 'questionnaire.published' and subject = 'csat-store' order by id`,
    );
    expect(facts).toEqual([1, 2, 3].map((version) => ({ subject: 'csat-store', data: { version } })));
  });

  it('gives the current version and keeps the earlier ones', async () => {
    const first = await surveys.publishVersion('kept', aQuestionnaire('Un'));
    const second = await surveys.publishVersion('kept', aQuestionnaire('Deux'));
    expect(await surveys.current('kept')).toEqual(second);
    expect((await surveys.currents(['kept', 'nobody'])).get('kept')).toEqual(second);
    expect((await surveys.versions([first.id, second.id])).get(first.id)).toEqual(first);
    expect(await surveys.current('nobody')).toBeNull();
    expect((await surveys.list()).map(({ key }) => key)).toContain('kept');
  });

  it('makes one version of many calls with the same content', async () => {
    const published = await Promise.all(
      Array.from({ length: 8 }, () => surveys.publishVersion('raced', aQuestionnaire())),
    );
    expect(new Set(published.map(({ id }) => id)).size).toBe(1);
    const changed = await Promise.all(
      ['A', 'B', 'C', 'D'].map((name) => surveys.publishVersion('raced', aQuestionnaire(name))),
    );
    expect(changed.map(({ version }) => version).sort()).toEqual([2, 3, 4, 5]);
  });

  it('refuses what is wrong and leaves no trace of it', async () => {
    const [csat] = aQuestionnaire().questions;
    if (!csat) throw new Error('no question');
    const twice = { ...aQuestionnaire(), questions: [csat, csat] };
    await expect(surveys.publishVersion('refused', twice)).rejects.toMatchObject({
      status: 422,
      more: { errors: [{ path: 'questions.1.key', code: 'duplicate' }] },
    });
    expect(await surveys.current('refused')).toBeNull();
    expect(await surveys.list()).not.toContainEqual(expect.objectContaining({ key: 'refused' }));
  });

  it('lets nobody edit what was published', async () => {
    await surveys.publishVersion('final', aQuestionnaire());
    await expect(db.query(`update questionnaire_version set name = 'x'`)).rejects.toThrow('final');
  });
});
