import { AnsweringStation, comment, csat, type Asked } from '../../test/support/answering.ts';
import { ResponsesSubmissionsService } from '#responses';
import { AnsweringSubmissionsService } from './answering-submissions.service.ts';

let station: AnsweringStation;
beforeAll(async () => {
  station = await AnsweringStation.start();
}, 60_000);
afterAll(() => station.sandbox.close());

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';
const path = ({ token }: Asked) => `/s/${token}`;
const get = (asked: Asked, query: string, userAgent: string, method = 'GET', more: Record<string, string> = {}) =>
  station.get(`${path(asked)}${query}`, { 'user-agent': userAgent, ...more }, method);
const post = (asked: Asked, form: Record<string, string>, userAgent: string) =>
  station.post(path(asked), form, { 'user-agent': userAgent });
const save = (asked: Asked, score: number, seen: string, userAgent: string) =>
  fetch(`${station.sandbox.url}/api/v1/public/surveys/${asked.token}/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': userAgent },
    body: JSON.stringify({ answers: { csat: score }, complete: false, seen }),
  });

/** What gateways and previews do with the links of an invitation, as seen in logs of those who send surveys. */
const SCANNERS: [string, (asked: Asked) => Promise<unknown>][] = [
  [
    'Outlook Safe Links: HEAD, then GET of every link from a data centre, as an ordinary browser',
    async (asked) => {
      for (const score of [1, 2, 3, 4, 5]) {
        await get(asked, `?csat=${score}`, CHROME, 'HEAD');
        await get(asked, `?csat=${score}`, CHROME);
      }
      await station.get(`/u/${asked.token}`, { 'user-agent': CHROME });
    },
  ],
  [
    'Proofpoint: a real browser that runs the page’s script, which then saves without a hand',
    async (asked) => {
      await get(asked, '?csat=1', CHROME);
      await save(asked, 1, '0:1800', CHROME);
    },
  ],
  [
    'Barracuda: by its name, every score, then the form as well',
    async (asked) => {
      const name = 'BarracudaCentral Link Protect/1.0';
      for (const score of [1, 2, 3, 4, 5]) await get(asked, `?csat=${score}`, name);
      await post(asked, { csat: '1' }, name);
    },
  ],
  [
    'Mimecast: fetches without a name within a second of delivery, then posts',
    async (asked) => {
      await get(asked, '', '');
      await station.db.run(`update invitation set sent_at = $2 where id = $1`, [asked.id, station.now]);
      await post(asked, { csat: '2' }, '');
    },
  ],
  [
    'Google’s proxy and the previews of chats: GET by name',
    async (asked) => {
      for (const name of [
        'Mozilla/5.0 (via ggpht.com GoogleImageProxy)',
        'WhatsApp/2.23.20.0',
        'Slackbot-LinkExpanding 1.0',
      ])
        await get(asked, '?csat=5', name);
    },
  ],
  [
    'a browser that looks ahead',
    (asked) => get(asked, '?csat=5', CHROME, 'GET', { 'sec-purpose': 'prefetch;prerender' }),
  ],
  [
    'a corporate antivirus that fills every field of the form, the hidden one too',
    (asked) => post(asked, { csat: '1', comment: 'test', _website: 'test', _seen: '' }, CHROME),
  ],
  [
    'a corporate antivirus that presses the buttons by script',
    (asked) => post(asked, { csat: '1', _seen: '0:3100' }, CHROME),
  ],
  [
    'a sandbox that presses send as soon as the page is there',
    (asked) => post(asked, { csat: '1', _seen: '1:120' }, CHROME),
  ],
];

/** What comes once the person has answered: to be told from the person who comes back. */
const DETONATIONS: [string, string, (asked: Asked) => Promise<unknown>][] = [
  ...['PT3M', 'PT1H', 'P1D'].map((late): [string, string, (asked: Asked) => Promise<unknown>] => [
    `a sandbox that detonates the link ${late} later: fetches as a browser, runs no script, posts at once`,
    late,
    async (asked) => post(asked, { csat: '1', _at: await markOf(asked, CHROME) }, CHROME),
  ]),
  [
    'a gateway that fills the form from the message alone, the page never fetched',
    'PT1H',
    (asked) => post(asked, { csat: '1', comment: 'test' }, CHROME),
  ],
  [
    'a gateway whose crawler fetches ahead and whose proxy posts half a minute later under another name',
    'PT10M',
    async (asked) => {
      const _at = await markOf(asked, 'Mozilla/5.0 (compatible; MSIE 10.0)', { 'sec-purpose': 'prefetch' });
      await station.pass('PT30S');
      await post(asked, { csat: '1', _at }, CHROME);
    },
  ],
  [
    'a gateway under the very name of the person’s browser, without its script',
    'PT1H',
    async (asked) => {
      const { html } = await station.get(path(asked));
      await station.post(path(asked), { csat: '1', _at: markIn(html) });
    },
  ],
  [
    'a mail archive that repeats the form a day later with a mark of its own making',
    'P1D',
    (asked) => post(asked, { csat: '1', _at: 'mh3x0c2a.Zk3v1Q.b4nT7yQ2Lw9xR1sD' }, CHROME),
  ],
];

const markIn = (html: string) => /name="_at" value="([^"]+)"/.exec(html)?.[1] ?? '';
const markOf = async (asked: Asked, userAgent: string, more: Record<string, string> = {}) =>
  markIn((await get(asked, '', userAgent, 'GET', more)).html);

const answerOf = async (asked: Asked) => (await station.response(asked))?.answers ?? null;

describe.each(SCANNERS)('%s', (_, scan) => {
  it('answers nothing before the person, whose answer then stands', async () => {
    const asked = await station.asked([csat, comment]);
    await scan(asked);
    expect(await answerOf(asked)).toBeNull();
    await station.post(path(asked), { csat: '4', comment: 'Bien', _seen: '1:8400' });
    expect(await answerOf(asked)).toEqual({ csat: 4, comment: 'Bien' });
  });

  it('changes nothing after the person', async () => {
    const asked = await station.asked([csat, comment]);
    await station.post(path(asked), { csat: '4', comment: 'Bien', _seen: '1:8400' });
    await scan(asked);
    expect(await answerOf(asked)).toEqual({ csat: 4, comment: 'Bien' });
  });
});

describe.each(DETONATIONS)('%s', (_, late, detonate) => {
  it('changes nothing of what a person said', async () => {
    const asked = await station.asked([csat, comment]);
    await station.post(path(asked), { csat: '4', comment: 'Bien', _seen: '1:8400' });
    await station.pass(late);
    await detonate(asked);
    expect(await answerOf(asked)).toEqual({ csat: 4, comment: 'Bien' });
    expect((await station.labels(asked)).at(-1)).toBe('machine: other-client-no-hand');
  });
});

/** All but the form filled from the message alone: plain forms may answer. */
describe.each(DETONATIONS.filter(([name]) => !name.includes('message alone')))(
  '%s, before the person',
  (_, late, detonate) => {
    it('answers nothing, and leaves the answer to the person', async () => {
      const asked = await station.asked([csat, comment]);
      await station.pass(late);
      await detonate(asked);
      expect(await answerOf(asked)).toBeNull();
      expect((await station.labels(asked)).at(-1)).toMatch(/^machine: (?:not-read|foreign-mark)$/);
      await station.post(path(asked), { csat: '4', comment: 'Bien', _seen: '1:8400' });
      expect(await answerOf(asked)).toEqual({ csat: 4, comment: 'Bien' });
    });
  },
);

it('lets the first hand win over a scanner that waited, whatever the time between', async () => {
  const asked = await station.asked([csat, comment]);
  const _at = await markOf(asked, CHROME);
  await station.pass('PT4S');
  await post(asked, { csat: '1', comment: 'test', _at }, CHROME);
  expect(await answerOf(asked)).toEqual({ csat: 1, comment: 'test' });
  await station.pass('PT20S');
  await station.post(path(asked), { csat: '4', comment: 'Bien', _seen: '1:8400' });
  expect(await answerOf(asked)).toEqual({ csat: 4, comment: 'Bien' });
});

it('takes an answer of a person without a script, who read the page', async () => {
  const asked = await station.asked([csat]);
  const _at = await markOf(asked, CHROME);
  await station.pass('PT2S');
  await post(asked, { csat: '2', _at }, CHROME);
  expect(await answerOf(asked)).toEqual({ csat: 2 });
});

it('takes a post within two seconds of sending, by a browser that was never given the page, for a gateway', async () => {
  const asked = await station.asked([csat]);
  await station.db.run(`update invitation set sent_at = $2 where id = $1`, [asked.id, station.now]);
  await post(asked, { csat: '1' }, CHROME);
  expect(await answerOf(asked)).toBeNull();
  expect(await station.labels(asked)).toEqual(['machine: never-fetched']);
});

describe('a person who comes back', () => {
  it.each<[string, (asked: Asked) => Promise<unknown>]>([
    ['on another device, with its script', (asked) => post(asked, { csat: '2', _seen: '1:6100' }, CHROME)],
    [
      'on another device without any script, after reading the page',
      async (asked) => {
        const _at = await markOf(asked, CHROME);
        await station.pass('PT4S');
        await post(asked, { csat: '2', _at }, CHROME);
      },
    ],
    ['from an app of ours, as JSON', (asked) => save(asked, 2, '1:4000', 'OurApp/1.0')],
  ])('%s', async (_, correct) => {
    const asked = await station.asked([csat]);
    await station.post(path(asked), { csat: '4', _seen: '1:8400' });
    await station.pass('PT1H');
    await correct(asked);
    expect(await answerOf(asked)).toEqual({ csat: 2 });
  });
});

it('takes another answer from another client within a minute for the gateway that opens what was opened', async () => {
  const asked = await station.asked([csat]);
  await station.post(path(asked), { csat: '4' });
  await post(asked, { csat: '1' }, CHROME);
  expect(await answerOf(asked)).toEqual({ csat: 4 });
  expect(await station.labels(asked)).toEqual(['person: posted', 'machine: other-client-at-once']);
});

describe('an admin who knows better', () => {
  const submissions = () => station.sandbox.get(AnsweringSubmissionsService);
  const latest = async (asked: Asked) =>
    (await station.sandbox.get(ResponsesSubmissionsService).list({ invitations: [asked.id], limit: 1 })).items[0]?.id ??
    '';
  const facts = (asked: Asked) =>
    station.db.query<{ name: string }>(
      `select name from fact where customer_id = $1 and (name like 'submission.%' or name like 'response.%') order by id`,
      [asked.customer.id],
    );

  it('gives a person their answer, which counts from then on', async () => {
    const asked = await station.asked([csat]);
    await station.post(path(asked), { csat: '1', _website: 'filled by a password manager' });
    expect(await answerOf(asked)).toBeNull();
    await submissions().switch(await latest(asked), 'person');
    expect(await station.response(asked)).toMatchObject({ answers: { csat: 1 }, score: 1, complete: true });
    expect((await station.invitation(asked)).status).toBe('answered');
    expect((await facts(asked)).map(({ name }) => name)).toEqual(['response.submitted', 'submission.switched']);
    const cases = await station.db.query('select from callback_case where customer_id = $1', [asked.customer.id]);
    expect(cases).toHaveLength(1);
  });

  it('takes out what a machine changed, and leaves what people said before and after', async () => {
    const asked = await station.asked([csat, comment]);
    await station.post(path(asked), { csat: '2' });
    await station.post(path(asked), { csat: '5' });
    const machine = await latest(asked);
    await station.post(path(asked), { comment: 'Trop long' });
    await submissions().switch(machine, 'machine');
    expect(await answerOf(asked)).toEqual({ csat: 2, comment: 'Trop long' });
    await submissions().switch(machine, 'person');
    expect(await answerOf(asked)).toEqual({ csat: 5, comment: 'Trop long' });
  });

  it('leaves nothing to count where only a machine answered', async () => {
    const asked = await station.asked([csat]);
    await station.post(path(asked), { csat: '2' });
    await submissions().switch(await latest(asked), 'machine');
    expect(await station.response(asked)).toMatchObject({ answers: {}, score: null });
    await submissions().switch(await latest(asked), 'machine');
    expect((await facts(asked)).map(({ name }) => name)).toEqual([
      'response.submitted',
      'response.corrected',
      'submission.switched',
    ]);
  });
});
