import { openShop, surveyIn, type Shop } from './support/shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
}, 120_000);

afterAll(() => shop.close());

const JULIE = '+33612340021';
const written = { fr: 'Une caisse de plus le samedi.', en: '', touchpoint: 'store-visit', site: '', theme: 'wait' };

it('is written by marketing, read by a customer on their own page, and gone once retired', async () => {
  await shop.visit({ externalId: 'w-1', firstName: 'Julie', phone: JULIE, locale: 'fr' });
  const survey = surveyIn(await shop.messageTo(JULIE));
  const customer = shop.platform.visitor();
  await customer.get(survey);
  await customer.post(survey, { csat: '4' });
  const own = async () => (await customer.get(survey.replace('/s/', '/u/').concat('/mine'))).text;
  expect(await own()).toContain('Rien d’annoncé pour l’instant');

  const marketing = await shop.platform.signIn('marketing', 'Hugo Garnier');
  const empty = await marketing.get('/announcements');
  expect(empty.text).toContain('Rien d’annoncé');
  const happenedOn = shop.platform.now().toISOString().slice(0, 10);
  const refused = await marketing.post('/announcements', { ...written, happenedOn: 'hier' });
  expect([refused.status, refused.text.includes(written.fr)]).toEqual([422, true]);
  const listed = await marketing.post('/announcements', { ...written, happenedOn });
  expect(listed.text).toContain('C’est annoncé.');
  expect(listed.text).toContain('Anglais manquant');
  expect(await own()).toContain(written.fr);

  const path = /href="(\/announcements\/[\w-]+)"/.exec(listed.text)?.[1] ?? '';
  expect((await marketing.get(path)).text).toContain(`${written.fr}</textarea>`);
  const fr = 'Une caisse de plus le samedi matin.';
  await marketing.post(path, { ...written, fr, en: 'One more till on Saturdays.', happenedOn });
  expect(await own()).toContain(fr);
  await marketing.post(`${path}/retire`, { retired: 'true' });
  expect(await own()).not.toContain(fr);
}, 120_000);
