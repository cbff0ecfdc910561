import { MailModule, MailSearch, MailTransport } from '#platform/mail';
import { SmsModule, SmsTransport } from '#platform/sms';
import { DeliveryError } from '#platform/transport';
import { startSandbox, type RunningSandbox } from '../../test/support/sandbox.ts';

interface Shown {
  id: number;
  repeats: number;
  to: string;
  from: string;
  subject: string | null;
  text: string;
  html: string | null;
  headers: Record<string, string>;
  links: string[];
}

let sandbox: RunningSandbox;
let sms: SmsTransport;
let mail: MailTransport;

beforeAll(async () => {
  sandbox = await startSandbox([SmsModule, MailModule]);
  sms = sandbox.get(SmsTransport);
  mail = sandbox.get(MailTransport);
}, 60_000);

afterAll(() => sandbox.close());

let last = 0;
const aPhone = () => `+3361234${String(1_000 + ++last)}`;
const anAddress = () => `lea.${++last}@example.test`;
const messages = async (to: string) =>
  (await sandbox.getJson<{ items: Shown[] }>(`/sandbox/api/messages?to=${encodeURIComponent(to)}`)).body.items;
const fault = (its: object) => sandbox.post('/sandbox/api/faults', its);
const text = (to: string, body = 'Bonjour') => sms.send({ to, body, token: `t-${++last}` });
const letter = (to: string, token = `t-${++last}`) =>
  mail.send({
    to,
    token,
    subject: 'Votre avis',
    html: '<p>Bonjour <a href="http://a.test/s/1?nps=9&amp;x=1">9</a></p>',
    text: 'Bonjour http://a.test/s/1',
    headers: { 'List-Unsubscribe': '<http://a.test/u/1>' },
  });
const failure = async (work: Promise<unknown>): Promise<DeliveryError> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof DeliveryError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
};

describe('a text message', () => {
  it('reaches the phone, and is known at the provider by its number and words', async () => {
    const to = aPhone();
    const since = new Date();
    const { providerId, segments } = await text(to, 'Votre avis : http://a.test/s/1 STOP');
    expect(providerId).toMatch(/^SM[0-9a-f]{32}$/);
    expect(segments).toBe(1);
    expect(await messages(to)).toMatchObject([
      { to, from: '38111', text: 'Votre avis : http://a.test/s/1 STOP', links: ['http://a.test/s/1'] },
    ]);
    expect(await sms.find({ to, body: 'Votre avis : http://a.test/s/1 STOP', since })).toMatchObject([{ providerId }]);
    expect(await sms.find({ to, body: 'Autre chose', since })).toEqual([]);
    expect(await sms.find({ to: aPhone(), body: 'Votre avis : http://a.test/s/1 STOP', since })).toEqual([]);
  });

  it.each([
    ['refused for ever', { kind: 'reject', code: 21_610 }, 'permanent', '21610'],
    ['refused as invalid', { kind: 'reject' }, 'permanent', '21211'],
    ['refused because we are too fast', { kind: 'reject', code: 20_429 }, 'passing', '20429'],
    ['refused because our key is wrong', { kind: 'reject', code: 20_003 }, 'passing', '20003'],
    ['not answered by a provider that is away', { kind: 'unavailable' }, 'uncertain', '20503'],
  ])('is %s', async (_, its, kind, code) => {
    const to = aPhone();
    await fault({ channel: 'sms', to, ...its });
    expect(await failure(text(to))).toMatchObject({ kind, code });
    expect(await messages(to)).toEqual([]);
    await text(to);
    expect(await messages(to)).toHaveLength(1);
  });

  it('may have been taken when no answer comes, and can then be found', async () => {
    const to = aPhone();
    await fault({ channel: 'sms', to, kind: 'timeout-after-accept' });
    expect(await failure(text(to, 'Une seule fois'))).toMatchObject({ kind: 'uncertain' });
    expect(await sms.find({ to, body: 'Une seule fois', since: new Date() })).toHaveLength(1);
  }, 15_000);

  it('is refused to a stranger, in the words of Twilio', async () => {
    const { status, body } = await sandbox.getJson('/sandbox/twilio/api/2010-04-01/Accounts/AC0/Messages.json');
    expect([status, body]).toMatchObject([401, { code: 20_003, status: 401 }]);
  });
});

describe('a mail', () => {
  it('reaches the mailbox with its headers, both sides and links', async () => {
    const to = anAddress();
    const { providerId } = await letter(to, 'token-1');
    expect(providerId).toBe('<token-1@chaudfroid.example>');
    const [found] = await messages(to);
    expect(found).toMatchObject({
      to,
      subject: 'Votre avis',
      text: 'Bonjour http://a.test/s/1',
      links: ['http://a.test/s/1', 'http://a.test/s/1?nps=9&x=1'],
    });
    expect(found?.html).toContain('<p>Bonjour');
    expect(found?.headers).toMatchObject({
      'message-id': '<token-1@chaudfroid.example>',
      'list-unsubscribe': '<http://a.test/u/1>',
      'auto-submitted': 'auto-generated',
    });
    expect(found?.headers['content-type']).toContain('multipart/alternative');
  });

  it.each([
    ['refused for ever', { kind: 'reject' }, 'permanent', '5.1.1'],
    ['refused by policy, which is our fault', { kind: 'reject', code: 554 }, 'passing', '5.7.1'],
    ['refused for now', { kind: 'unavailable' }, 'passing', '4.3.0'],
  ])('is %s', async (_, its, kind, code) => {
    const to = anAddress();
    await fault({ channel: 'email', to, ...its });
    expect(await failure(letter(to))).toMatchObject({ kind, code });
    expect(await messages(to)).toEqual([]);
    await letter(to);
    expect(await messages(to)).toHaveLength(1);
  });

  it('may have been taken when no answer comes, and can then be found; offered again, it comes again', async () => {
    const to = anAddress();
    await fault({ channel: 'email', to, kind: 'timeout-after-accept' });
    expect(await failure(letter(to, 'token-2'))).toMatchObject({ kind: 'uncertain' });
    expect(await sandbox.get(MailSearch).find(['token-2', 'token-3'])).toEqual({
      found: new Set(['token-2']),
      latest: null,
    });
    await letter(to, 'token-2');
    expect(await messages(to)).toMatchObject([{ repeats: 1 }]);
  }, 15_000);
});

describe('the sandbox for programs', () => {
  it('lists on from the last message seen', async () => {
    const to = aPhone();
    await text(to, 'un');
    await text(to, 'deux');
    const [first] = await messages(to);
    const rest = await sandbox.getJson<{ items: Shown[] }>(
      `/sandbox/api/messages?channel=sms&to=${to}&after=${first?.id}&limit=1`,
    );
    expect(rest.body.items.map((message) => message.text)).toEqual(['deux']);
  });

  it('forgets a fault once it was met as often as asked', async () => {
    const to = aPhone();
    await fault({ channel: 'sms', to, kind: 'reject', count: 2 });
    await failure(text(to));
    await failure(text(to));
    expect((await text(to)).providerId).toMatch(/^SM/);
  });
});
