import { CustomersService } from '#customers';
import { Database } from '#platform/database';
import { openShop, type Shop } from './support/shop.ts';

const JULIE = '+33612340001';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
}, 120_000);

afterAll(() => shop.close());

const person = (externalId: string, phone: string, more = {}) => ({
  ...{ externalId, firstName: 'Julie', phone, locale: 'fr' },
  ...more,
});
const responses = async (customer: string) =>
  (await shop.platform.api<{ items: object[] }>('GET', `/api/v1/responses?customer=${customer}`)).body.items;
const textsOf = async (phone: string) => (await shop.messagesTo(phone)).map(({ text }) => text);

describe('a customer who replies by text', () => {
  it('says a score and a comment in one go, and is thanked once', async () => {
    await shop.visit(person('t-1', JULIE), { touchpoint: 'call' });
    expect(await textsOf(JULIE)).toHaveLength(1);
    await shop.text(JULIE, '5 merci Julie');
    expect(await responses('t-1')).toMatchObject([
      { answers: { ces7: 5, comment: 'merci Julie' }, comment: 'merci Julie', complete: true },
    ]);
    const [, thanks, ...more] = await textsOf(JULIE);
    expect(thanks).toMatch(/merci/i);
    expect(more).toEqual([]);
  });

  it('is asked the next question after a bare number', async () => {
    const phone = '+33612340002';
    await shop.visit(person('t-2', phone), { touchpoint: 'first-order' });
    await shop.text(phone, 'neuf');
    expect(await responses('t-2')).toMatchObject([{ answers: { nps: 9 } }]);
    expect(await textsOf(phone)).toHaveLength(2);
    await shop.text(phone, 'livraison impeccable');
    expect(await responses('t-2')).toMatchObject([{ answers: { nps: 9, comment: 'livraison impeccable' } }]);
  });

  it('gets one helpful reply to what cannot be read, never a loop', async () => {
    const phone = '+33612340003';
    await shop.visit(person('t-3', phone));
    await shop.text(phone, 'bof');
    await shop.text(phone, 'je ne sais pas');
    await shop.text(phone, '???');
    const texts = await textsOf(phone);
    expect(texts).toHaveLength(2);
    expect(texts[1]).toContain('de 1 à 5');
  });

  it('is called back when unhappy and willing, and told so', async () => {
    const phone = '+33612340004';
    await shop.visit(person('t-4', phone));
    await shop.text(phone, '1 trop d’attente en caisse');
    await shop.text(phone, 'oui');
    const cases = await shop.platform.api<{ items: object[] }>('GET', '/api/v1/callbacks?customer=t-4');
    expect(cases.body.items).toMatchObject([{ status: 'new' }]);
    expect((await textsOf(phone)).at(-1)).toMatch(/rappelons au plus tard/);
  });

  it('is called back when unhappy and silent after that, half an hour later', async () => {
    const phone = '+33612340007';
    await shop.visit(person('t-7', phone));
    await shop.text(phone, '1 trop d’attente en caisse');
    const cases = async () =>
      (await shop.platform.api<{ items: object[] }>('GET', '/api/v1/callbacks?customer=t-7')).body.items;
    expect(await cases()).toEqual([]);
    await shop.platform.advance('PT31M');
    expect(await cases()).toMatchObject([{ status: 'new', reason: 'low-score' }]);
  });
});

describe('a customer who replies by text in English', () => {
  const english = (id: string, phone: string) => person(id, phone, { firstName: 'Emma', locale: 'en' });

  it('says a score in words and a comment in one go, and is thanked in English', async () => {
    const phone = '+33612340011';
    await shop.visit(english('t-11', phone), { touchpoint: 'call' });
    await shop.text(phone, 'seven out of seven, thanks Julie');
    expect(await responses('t-11')).toMatchObject([{ answers: { ces7: 7, comment: 'thanks Julie' }, complete: true }]);
    const [asked, ...said] = await textsOf(phone);
    expect(asked).toMatch(/made it easy for me.* Reply 1 to 7 .*or: http.* Opt out: STOP/);
    expect(said).toEqual(['Thank you, your answer has arrived.']);
  });

  it('is asked the next question in English after a bare word', async () => {
    const phone = '+33612340012';
    await shop.visit(english('t-12', phone), { touchpoint: 'first-order' });
    await shop.text(phone, 'nine');
    await shop.text(phone, 'delivered on time');
    expect(await responses('t-12')).toMatchObject([{ answers: { nps: 9, comment: 'delivered on time' } }]);
    const [, ...said] = await textsOf(phone);
    expect(said).toEqual(['What is the main reason? (NO to skip)', 'Thank you, your answer has arrived.']);
  });

  it('is told in English how to answer, once', async () => {
    const phone = '+33612340013';
    await shop.visit(english('t-13', phone));
    await shop.text(phone, 'meh');
    await shop.text(phone, 'dunno');
    const [, ...said] = await textsOf(phone);
    expect(said).toEqual(['Thank you! We only need a figure. Reply from 1 to 5 (5 = very satisfied).']);
  });

  it('is called back at the hour they name, and told so in English', async () => {
    const phone = '+33612340014';
    await shop.visit(english('t-14', phone));
    await shop.text(phone, '1, waited forever, please call me back tomorrow at 3pm');
    expect((await textsOf(phone)).at(-1)).toMatch(/We will call you Wednesday .* between 15:00 and 16:00\./);
    const cases = await shop.platform.api<{ items: object[] }>('GET', '/api/v1/callbacks?customer=t-14');
    expect(cases.body.items).toMatchObject([{ status: 'new', nextTryAt: expect.stringContaining('T14:00') as string }]);
  });

  it('is confirmed in English that surveys stop', async () => {
    const phone = '+33612340015';
    await shop.visit(english('t-15', phone));
    await shop.text(phone, 'Please stop texting me');
    const [, ...said] = await textsOf(phone);
    expect(said).toEqual([expect.stringContaining('you will get no more texts from us. To come back, reply START.')]);
  });
});

describe('the customer’s timeline', () => {
  type Told = { direction: string; text: string; readAs: string; understood: object | null };
  const told = async (customer: string) => {
    const { body } = await shop.platform.api<{ items: Told[] }>(
      'GET',
      `/api/v1/customers/${customer}/timeline?kind=text`,
    );
    return body.items.reverse();
  };

  it('has every text either way, in order, with what was understood', async () => {
    const wish = { comment: false, call: true, score: null };
    expect(await told('t-4')).toMatchObject([
      {
        direction: 'from',
        text: '1 trop d’attente en caisse',
        readAs: 'score',
        understood: { metric: 'csat', score: 1, comment: true },
      },
      { direction: 'to', text: expect.stringContaining('rappelle') as string },
      { direction: 'from', text: 'oui', readAs: 'yes', understood: wish },
      { direction: 'to', text: expect.stringContaining('au plus tard') as string },
    ]);
    expect(await told('t-15')).toMatchObject([
      { direction: 'from', text: 'Please stop texting me', readAs: 'opt-out', understood: null },
      { direction: 'to', text: expect.stringContaining('no more texts') as string },
    ]);
  });

  it('shows staff what came unasked, and nothing once the customer is erased', async () => {
    const phone = '+33612340016';
    const { customer } = await shop.platform.get(CustomersService).upsert(person('t-16', phone));
    await shop.text(phone, 'Le parking était plein');
    const agent = await shop.platform.signIn('agent');
    const page = async () => (await agent.get(`/customers/${customer.id}?kind=text`)).text;
    expect(await page()).toMatch(/Le parking était plein.*Compris.*ne répond à aucune enquête/);
    await shop.platform.api('DELETE', '/api/v1/customers/t-16');
    await shop.platform.settle();
    expect(await page()).not.toContain('parking');
    const left = await shop.platform.get(Database).query('select from inbound_message where length(body) = 0');
    expect(left).toHaveLength(1);
  });
});

describe('STOP', () => {
  const phone = '+33612340005';
  const visits = [person('t-5', phone), person('t-5-bis', phone)] as const;

  it('is confirmed, and silences the number for whoever holds it', async () => {
    await shop.visit(visits[0]);
    await shop.text(phone, 'Stop.');
    const texts = await textsOf(phone);
    expect(texts).toHaveLength(2);
    expect(texts[1]).toContain('START');
    await shop.platform.advance('P31D');
    await shop.moveToTuesday();
    const decision = await shop.visit(visits[1]);
    expect(decision).toMatchObject({ outcome: 'suppressed', reason: 'opted-out' });
    expect(await textsOf(phone)).toHaveLength(2);
  }, 120_000);

  it('is taken back by START', async () => {
    await shop.text(phone, 'START');
    expect(await shop.visit(visits[1])).toMatchObject({ outcome: 'scheduled' });
    expect(await textsOf(phone)).toHaveLength(4);
  });
});

describe('one click in a mail program', () => {
  it('ends all surveys to the person, and says nothing was asked to whoever looks only', async () => {
    const customer = { externalId: 't-6', email: 'nadia@example.test', locale: 'fr' };
    await shop.visit(customer);
    const { headers } = await shop.messageTo('nadia@example.test');
    const link = /<(https?:[^>]+)>/.exec(headers['list-unsubscribe'] ?? '')?.[1] ?? '';
    const path = new URL(link).pathname;
    expect((await shop.platform.visitor().get(path)).status).toBe(200);
    const eligible = () => shop.platform.api('GET', '/api/v1/customers/t-6/eligibility?touchpoint=store-visit');
    expect((await eligible()).body).toMatchObject({ reason: 'pressure' });
    const answer = await fetch(`${shop.platform.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(answer.status).toBe(200);
    expect((await eligible()).body).toMatchObject({ eligible: false, reason: 'opted-out', nextEligibleAt: null });
  });
});
