import { openShop, type Shop } from './support/shop.ts';

interface Known {
  readonly status: string;
  readonly channel: string;
  readonly history: readonly { readonly status: string; readonly cause: string | null }[];
}
interface Met {
  readonly externalId: string;
  readonly phone: string;
  readonly email: string;
  /** The invitation that met the fault. */
  readonly invitation: string;
}
interface Fault {
  readonly channel: 'sms' | 'email';
  readonly kind: string;
  readonly code?: number;
  readonly count?: number;
}

let shop: Shop;
let people = 0;

beforeAll(async () => {
  shop = await openShop();
}, 120_000);

afterAll(() => shop.close());

/** Somebody whose next message meets the fault: a visit is asked about by text, a first order by mail. */
async function meets({ channel, ...fault }: Fault, has: 'both' | 'sms' | 'email' = 'both'): Promise<Met> {
  const n = (people += 1);
  const known = { externalId: `f-${n}`, phone: `+3361200${String(1000 + n)}`, email: `f-${n}@example.test` };
  const { externalId, phone, email } = known;
  await shop.fault({ channel, ...fault, to: channel === 'sms' ? phone : email });
  const customer = { externalId, firstName: 'Léa', ...(has !== 'email' && { phone }), ...(has !== 'sms' && { email }) };
  const decision = await shop.visit(customer, { touchpoint: channel === 'sms' ? 'store-visit' : 'first-order' });
  expect([decision.outcome, decision.invitation?.channel]).toEqual(['scheduled', channel]);
  await shop.platform.advance('PT20M');
  return { ...known, invitation: decision.invitation?.id ?? '' };
}

async function invitationOf({ invitation }: Met): Promise<Known> {
  return (await shop.platform.api<Known>('GET', `/api/v1/invitations/${invitation}`)).body;
}

/** What it went through, with the causes. */
async function lineOf(met: Met): Promise<string[]> {
  const { history } = await invitationOf(met);
  return history.map(({ status, cause }) => (cause === null ? status : `${status}: ${cause}`));
}

/** Texts and mails that came to this person. */
async function came({ phone, email }: Met): Promise<[texts: number, mails: number]> {
  return [(await shop.messagesTo(phone)).length, (await shop.messagesTo(email)).length];
}

/** On which channel this person could be asked a month later; null when on none. */
async function askedNext({ externalId }: Met, touchpoint: string) {
  const at = shop.platform.now().toISOString();
  const visit = { id: `next-${externalId}`, touchpoint, occurredAt: at, customer: { externalId } };
  const { body } = await shop.platform.api<{
    decision: { reason: string | null; invitation: { channel: string } | null };
  }>('POST', '/api/v1/interactions', visit);
  return body.decision.invitation?.channel ?? body.decision.reason;
}

const later: (() => Promise<void>)[] = [];
const aMonthLater = (check: () => Promise<void>) => later.push(check);

describe('a text', () => {
  it('that is refused for ever falls to the mail, and the number is left alone', async () => {
    const met = await meets({ channel: 'sms', kind: 'reject', code: 21_211 });
    expect(await came(met)).toEqual([0, 1]);
    expect(await lineOf(met)).toEqual(['planned', 'sending', 'planned: 21211', 'sending', 'sent']);
    aMonthLater(async () => expect(await askedNext(met, 'store-visit')).toBe('email'));
  });

  it('that is refused for now waits, and arrives once', async () => {
    const met = await meets({ channel: 'sms', kind: 'reject', code: 20_429, count: 2 });
    expect(await came(met)).toEqual([1, 0]);
    const again = ['sending', 'planned: 20429'];
    expect(await lineOf(met)).toEqual(['planned', ...again, ...again, 'sending', 'sent', 'delivered']);
    aMonthLater(async () => expect(await askedNext(met, 'store-visit')).toBe('sms'));
  });

  it('whose carrier is away waits, and arrives once', async () => {
    const met = await meets({ channel: 'sms', kind: 'unavailable', count: 2 });
    expect(await came(met)).toEqual([1, 0]);
    const again = ['sending', 'planned: absent'];
    expect(await lineOf(met)).toEqual(['planned', ...again, ...again, 'sending', 'sent', 'delivered']);
  });

  it('that was taken without a word is not sent again', async () => {
    const met = await meets({ channel: 'sms', kind: 'timeout-after-accept' });
    expect(await came(met)).toEqual([1, 0]);
    expect(await lineOf(met)).toEqual(['planned', 'sending', 'sent', 'delivered']);
  });

  it('to a phone that was off comes again four hours later, then falls to the mail', async () => {
    const met = await meets({ channel: 'sms', kind: 'bounce', count: 2 });
    const once = ['sending', 'sent', 'planned: 30003'];
    expect(await lineOf(met)).toEqual(['planned', ...once]);
    await shop.platform.advance('PT3H');
    expect(await came(met)).toEqual([1, 0]);
    await shop.platform.advance('PT2H');
    expect(await came(met)).toEqual([2, 1]);
    expect(await lineOf(met)).toEqual(['planned', ...once, ...once, 'sending', 'sent']);
    aMonthLater(async () => expect(await askedNext(met, 'store-visit')).toBe('sms'));
  });

  it('to a number that does not exist falls to the mail, and the number is left alone', async () => {
    const met = await meets({ channel: 'sms', kind: 'bounce', code: 30_005 });
    expect(await came(met)).toEqual([1, 1]);
    expect((await invitationOf(met)).channel).toBe('email');
    aMonthLater(async () => expect(await askedNext(met, 'store-visit')).toBe('email'));
  });

  it('to a phone that is on again arrives the second time', async () => {
    await shop.moveToTuesday();
    const met = await meets({ channel: 'sms', kind: 'bounce' });
    await shop.platform.advance('PT5H');
    expect(await came(met)).toEqual([2, 0]);
    expect((await lineOf(met)).at(-1)).toBe('delivered');
  });

  it('that cannot be delivered and has nothing to fall to fails, with its cause, and its place is free', async () => {
    await shop.moveToTuesday();
    const met = await meets({ channel: 'sms', kind: 'bounce', code: 30_008, count: 2 }, 'sms');
    await shop.platform.advance('PT2H');
    expect((await lineOf(met)).at(-1)).toBe('bounced: 30008');
    expect(await askedNext(met, 'store-visit')).toBe('sms');
  });

  it('refused because its reader said STOP to the carrier is an opt-out', async () => {
    const met = await meets({ channel: 'sms', kind: 'reject', code: 21_610 }, 'sms');
    expect(await came(met)).toEqual([0, 0]);
    expect((await lineOf(met)).at(-1)).toBe('failed: 21610');
    expect(await askedNext(met, 'store-visit')).toBe('opted-out');
  });
});

describe('a mail', () => {
  it('that is refused for ever falls to the phone, and the address is left alone', async () => {
    const met = await meets({ channel: 'email', kind: 'reject', code: 550 });
    expect(await came(met)).toEqual([1, 0]);
    expect(await lineOf(met)).toEqual(['planned', 'sending', 'planned: 5.1.1', 'sending', 'sent', 'delivered']);
    aMonthLater(async () => expect(await askedNext(met, 'first-order')).toBe('sms'));
  });

  it('to a full mailbox falls to the phone; it may be empty next time', async () => {
    const met = await meets({ channel: 'email', kind: 'reject', code: 552 });
    expect(await came(met)).toEqual([1, 0]);
    aMonthLater(async () => expect(await askedNext(met, 'first-order')).toBe('email'));
  });

  it('whose server is away waits, and arrives once', async () => {
    const met = await meets({ channel: 'email', kind: 'unavailable', count: 2 });
    expect(await came(met)).toEqual([0, 1]);
    const again = ['sending', 'planned: 4.3.0'];
    expect(await lineOf(met)).toEqual(['planned', ...again, ...again, 'sending', 'sent']);
  });

  it('that was taken without a word lies in the mailbox once', async () => {
    const met = await meets({ channel: 'email', kind: 'timeout-after-accept' });
    expect(await came(met)).toEqual([0, 1]);
    expect(await lineOf(met)).toEqual(['planned', 'sending', 'sent']);
  });

  it('that comes back falls to the phone, and the address is left alone', async () => {
    const met = await meets({ channel: 'email', kind: 'bounce' });
    expect(await came(met)).toEqual([1, 1]);
    expect(await lineOf(met)).toEqual([
      ...['planned', 'sending', 'sent', 'planned: 5.1.1', 'sending', 'sent', 'delivered'],
    ]);
    aMonthLater(async () => expect(await askedNext(met, 'first-order')).toBe('sms'));
  });

  it('that its reader calls abuse is the last that person is sent, on any channel', async () => {
    const met = await meets({ channel: 'email', kind: 'complaint' });
    expect(await came(met)).toEqual([0, 1]);
    expect((await lineOf(met)).at(-1)).toBe('sent');
    aMonthLater(async () => expect(await askedNext(met, 'store-visit')).toBe('opted-out'));
  });

  it('that is refused and has nothing to fall to fails, with its cause', async () => {
    const met = await meets({ channel: 'email', kind: 'reject' }, 'email');
    expect(await came(met)).toEqual([0, 0]);
    expect((await lineOf(met)).at(-1)).toBe('failed: 5.1.1');
    expect(await askedNext(met, 'first-order')).toBe('no-contact');
  });
});

describe('a month later', () => {
  it('everybody is asked on the channel that works', async () => {
    await shop.platform.advance('P32D');
    await shop.moveToTuesday();
    for (const check of later) await check();
  }, 120_000);
});
