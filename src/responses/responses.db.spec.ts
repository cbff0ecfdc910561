import { v7 } from 'uuid';
import { AnsweringStation, csat, storeVisit } from '../../test/support/answering.ts';
import { ResponsesErasureService } from './responses-erasure.service.ts';
import { ResponsesService, type Submit } from './responses.service.ts';

let station: AnsweringStation;
let responses: ResponsesService;
beforeAll(async () => {
  station = await AnsweringStation.start();
  responses = station.sandbox.get(ResponsesService);
}, 60_000);
afterAll(() => station.sandbox.close());

const origin = {
  via: 'web',
  method: 'POST',
  userAgent: 'Mozilla/5.0',
  prefetch: false,
  honeypot: false,
  secondsSinceSent: 60,
} as const;

describe('recording', () => {
  it('keeps anonymous answers, one response a session', async () => {
    const questionnaire = await station.questionnaire([csat]);
    const session = v7();
    const said: Submit = {
      session,
      questionnaire,
      answers: { csat: 2 },
      complete: true,
      via: 'web',
      origin,
      language: 'fr',
    };
    const first = await responses.record(said);
    expect(first).toMatchObject({
      first: true,
      changed: true,
      status: 'complete',
      response: { customer: null, score: 2, version: 1 },
    });
    const again = await responses.record({ ...said, answers: { csat: 5 } });
    expect(again).toMatchObject({
      first: false,
      changed: true,
      response: { id: first.response?.id, score: 5, version: 2 },
    });
    expect(await responses.record({ ...said, answers: { csat: 5 } })).toMatchObject({
      changed: false,
      response: { version: 2 },
    });
    expect(await responses.submissions(first.response?.id ?? '')).toHaveLength(3);
  });

  it('tells of the first answer and of each correction, once each', async () => {
    const asked = await station.asked();
    for (const score of ['2', '2', '4']) await station.post(`/s/${asked.token}`, { csat: score });
    const facts = await station.db.query(
      `select name, data from fact where name like 'response.%' and customer_id = $1 order by id`,
      [asked.customer.id],
    );
    const data = { invitation: asked.id, touchpoint: 'store-visit', complete: true };
    expect(facts).toEqual([
      { name: 'response.submitted', data },
      { name: 'response.corrected', data },
    ]);
  });

  it('gives a person the submissions of the machine that came before', async () => {
    const asked = await station.asked();
    await station.post(`/s/${asked.token}`, { csat: '1' }, { 'user-agent': 'Slackbot 1.0' });
    await station.post(`/s/${asked.token}`, { csat: '4' });
    const { id = '' } = (await station.response(asked)) ?? {};
    expect((await responses.submissions(id)).map(({ label }) => label)).toEqual(['machine', 'person']);
  });
});

it('keeps of an erased customer the scores and the week, and nothing that was written', async () => {
  const asked = await station.asked(storeVisit);
  await station.post(`/s/${asked.token}`, { csat: '1', comment: 'Julie a été odieuse', contact: 'true' });
  await station.sandbox.get(ResponsesErasureService).forget(asked.customer.id);
  const left = await station.response(asked);
  expect(left).toMatchObject({ answers: { csat: 1 }, score: 1, comment: null, customer: null, interaction: null });
  expect(left?.answeredAt.getUTCHours()).toBe(0);
  expect(await responses.submissions(left?.id ?? '')).toEqual([]);
});

it.each([
  ['bm90IGpzb24'],
  [Buffer.from('["x","y"]').toString('base64url')],
  [Buffer.from('[1]').toString('base64url')],
])('refuses the cursor %s, which no list gave', async (cursor) => {
  await expect(responses.list({ cursor })).rejects.toMatchObject({ status: 400, kind: 'bad-cursor' });
});
