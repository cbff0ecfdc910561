import { AnsweringStation, storeVisit, type Asked } from '../../test/support/answering.ts';
import { AnnouncementsService } from './announcements.service.ts';

let station: AnsweringStation;
beforeAll(async () => {
  station = await AnsweringStation.start();
}, 60_000);
afterAll(() => station.sandbox.close());

const announcements = () => station.sandbox.get(AnnouncementsService);
const all = { en: null, touchpoint: null, site: null, theme: null } as const;

async function read({ token }: Asked, language = 'fr'): Promise<string> {
  const led = await fetch(`${station.sandbox.url}/u/${token}/mine`, { redirect: 'manual' });
  return (await station.get(`${led.headers.get('location')}?lang=${language}`)).text;
}

async function answered(): Promise<Asked> {
  const asked = await station.asked(storeVisit);
  await station.post(`/s/${asked.token}`, { csat: '4' });
  return asked;
}

describe('what changed because of answers', () => {
  it('is told to who answered about it, in their language, and to nobody else', async () => {
    const [one, silent] = [await answered(), await station.asked(storeVisit)];
    const touchpoint = 'store-visit';
    await announcements().write({
      ...all,
      fr: 'Une caisse <de plus>.',
      en: 'One more till.',
      happenedOn: '2026-01-05',
      touchpoint,
    });
    await announcements().write({
      ...all,
      fr: 'Livraison prévenue.',
      happenedOn: '2026-01-05',
      touchpoint: 'delivery',
    });
    const text = await read(one);
    expect(text).toContain('Une caisse &lt;de plus&gt;.');
    expect(text).toContain('Depuis le 5 janvier 2026');
    expect(text).not.toContain('Livraison prévenue');
    expect(await read(one, 'en')).toContain('One more till.');
    expect(await read(silent)).toContain('Rien d’annoncé pour l’instant');
  }, 60_000);

  it('is not told before its day, nor once retired, and is kept as facts', async () => {
    const one = await answered();
    const tomorrow = new Date(station.now.getTime() + 86_400_000).toISOString().slice(0, 10);
    await announcements().write({ ...all, fr: 'Demain.', happenedOn: tomorrow });
    expect(await read(one)).not.toContain('Demain.');
    await station.pass('P2D');
    expect(await read(one)).toContain('Demain.');
    const made = (await announcements().all()).find(({ fr }) => fr === 'Demain.');
    if (!made) throw new Error('not written');
    await announcements().rewrite(made.id, { ...all, fr: 'Depuis hier.', happenedOn: tomorrow });
    expect(await read(one, 'en')).toContain('lang="fr">Depuis hier.');
    await announcements().retire(made.id, true);
    expect(await read(one)).not.toContain('Depuis hier.');
    await announcements().retire(made.id, false);
    expect(await read(one)).toContain('Depuis hier.');
    const told = await station.db.query<{ name: string }>('select name from fact where subject = $1 order by id', [
      made.id,
    ]);
    expect(told.map(({ name }) => name.split('.')[1])).toEqual(['written', 'rewritten', 'retired', 'retired']);
    await expect(announcements().retire('x', true)).rejects.toMatchObject({ status: 404 });
  }, 60_000);
});
