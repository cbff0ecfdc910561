import { SurveysDrafts, SurveysModule, SurveysService, SurveysUses, type QuestionnaireInput } from '#surveys';
import { Database } from '#platform/database';
import { startApp, type App } from '../../test/support/app.ts';

let app: App;
let surveys: SurveysService;
/** Keys that some touchpoint asks. */
const asked = new Set<string>();
let compared = 0;

beforeAll(async () => {
  app = await startApp(SurveysModule);
  surveys = app.get(SurveysService);
  app
    .get(SurveysUses)
    .learn(() =>
      Promise.resolve(
        [...asked].map((questionnaire) => ({ questionnaire, name: { fr: 'Retrait' }, href: '/touchpoints/x' })),
      ),
    );
}, 60_000);

afterAll(() => app.close());

const csat = { key: 'csat', kind: 'csat' as const, text: { fr: 'Satisfait ?', en: 'Satisfied?' } };
const why = { key: 'why', kind: 'text' as const, text: { fr: 'Pourquoi ?' } };
const of = (name: string, ...questions: QuestionnaireInput['questions']): QuestionnaireInput => ({
  name,
  temperature: 'hot',
  questions,
});

/** Published three times: by name, then with a question more. */
async function published(key: string): Promise<void> {
  for (const content of [of('Un', csat), of('Deux', csat), of('Trois', csat, why)])
    await surveys.publishVersion(key, content);
}

describe('the versions of a questionnaire', () => {
  it('are listed, each to be read in both languages', async () => {
    await published('read');
    expect((await app.asAdmin('GET', '/surveys/read')).text).toContain('/surveys/read/versions/1');
    const first = await app.asAdmin('GET', '/surveys/read/versions/1');
    expect(first.text).toContain('Satisfied?');
    expect(first.text).not.toContain('Pourquoi ?');
    expect((await app.asAdmin('GET', '/surveys/read/versions/3')).text).toContain('Anglais manquant');
    expect((await app.asAdmin('GET', '/surveys/read/versions/4')).status).toBe(404);
  });

  it.each([
    ['with the one before', '/versions/3', ['Ajoutée : « Pourquoi ? »']],
    ['with the first', '/versions/3?with=1', ['Ajoutée : « Pourquoi ? »', 'Nom : « Un » devient « Trois »']],
    ['the other way round: always from the older', '/versions/1?with=3', ['« Un » devient « Trois »']],
    ['of which one never was', '/versions/1?with=9', []],
  ])('are compared %s', async (_, path, told) => {
    const key = `compared-${++compared}`;
    await published(key);
    const { text } = await app.asAdmin('GET', `/surveys/${key}${path}`);
    const said = text.replace(/[\u00a0\u202f]/g, ' ');
    for (const one of told) expect(said).toContain(one);
    if (told.length === 0) expect(said).not.toContain('devient');
  });

  it('become what is being written, and what was being written can be had back', async () => {
    await published('again');
    const drafts = app.get(SurveysDrafts);
    await drafts.save('again', { revision: 0, onto: 3 }, of('Brouillon', csat), 'Hugo');
    expect((await app.asAdmin('POST', '/surveys/again/versions/1/restore', {})).status).toBe(303);
    expect((await drafts.open('again')).content).toEqual(of('Un', csat));
    expect((await surveys.known('again')).name).toBe('Trois');
    const edit = await app.asAdmin('GET', '/surveys/again/edit');
    const [, undo = ''] = /action="(\/surveys\/again\/take-back[^"]+)"/.exec(edit.text) ?? [];
    await app.asAdmin('POST', undo.replaceAll('&#x3D;', '='), {});
    expect((await drafts.open('again')).content.name).toBe('Brouillon');
  });
});

describe('a copy', () => {
  it('says the same under a name and a key of its own, and is not published', async () => {
    await surveys.publishVersion('shop', of('Magasin', csat, why));
    const { status, headers } = await app.asAdmin('POST', '/surveys/shop/copy', {});
    expect([status, headers.get('location')]).toEqual([303, '/surveys/shop-2/edit']);
    const copy = await app.get(SurveysDrafts).open('shop-2');
    expect(copy).toMatchObject({ published: null, content: of('Magasin (copie)', csat, why) });
  });
});

describe('a questionnaire that nobody asks', () => {
  const isChoosable = async (key: string) => (await surveys.list()).some((one) => one.key === key);
  const facts = async (key: string) => {
    const rows = await app
      .get(Database)
      .query<{ name: string }>('select name from fact where subject = $1 order by id', [key]);
    return rows.map(({ name }) => name).filter((name) => name !== 'questionnaire.published');
  };

  it('is put away, out of what can be chosen, and brought back', async () => {
    await surveys.publishVersion('old', of('Ancien', csat));
    for (let twice = 0; twice < 2; twice++) await app.asAdmin('POST', '/surveys/old/archive', {});
    expect(await isChoosable('old')).toBe(false);
    expect((await app.asAdmin('GET', '/surveys')).text).not.toContain('Ancien');
    expect((await app.asAdmin('GET', '/surveys?archived=1')).text).toContain('Ancien');
    expect((await app.api('GET', '/api/v1/questionnaires/old')).status).toBe(200);
    await app.asAdmin('POST', '/surveys/old/bring-back', {});
    expect(await isChoosable('old')).toBe(true);
    expect(await facts('old')).toEqual(['questionnaire.archived', 'questionnaire.brought-back']);
  });

  it('comes back when it is published again, or asked all the same', async () => {
    for (const key of ['republished', 'chosen']) {
      await surveys.publishVersion(key, of('Ancien', csat));
      await app.asAdmin('POST', `/surveys/${key}/archive`, {});
    }
    await surveys.publishVersion('republished', of('Nouveau', csat));
    asked.add('chosen');
    expect([await isChoosable('republished'), await isChoosable('chosen')]).toEqual([true, true]);
  });

  it('is none while something asks it, and that is named', async () => {
    await surveys.publishVersion('asked', of('Posé', csat));
    asked.add('asked');
    const { headers } = await app.asAdmin('POST', '/surveys/asked/archive', {});
    expect(headers.get('location')).toBe('/surveys/asked');
    expect((await app.asAdmin('GET', '/surveys/asked')).text).toMatch(/encore posé.{1,3}: Retrait/);
    expect(await isChoosable('asked')).toBe(true);
    expect((await app.asAdmin('POST', '/surveys/nobody/archive', {})).status).toBe(404);
  });
});
