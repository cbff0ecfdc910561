import { setTimeout as pause } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { itWith } from '../support/tool.ts';
import { addressOf, askAtOnce, crowdVisits, ok, received, toTuesday } from './support/crowd.ts';
import { Fleet, severalAddresses, type Member } from './support/fleet.ts';
import { surveyIn, type Message } from './support/shop.ts';

interface List<Item> {
  readonly items: Item[];
}

/** Several turns of the sweeps. */
const A_WHILE_MS = 4_000;

jest.setTimeout(300_000);

let fleet: Fleet;
let scheduler: Member;
let workers: Member[];
let people = 0;
/** The first of them is asked once more, after their callback. */
let askedAgain = 0;

afterAll(() => fleet?.close());

const comes = async (count: number) => {
  await crowdVisits(fleet.api, people, people + count - 1, await fleet.now());
  people += count;
};

const arrived = () => fleet.count(`sandbox_message where direction = 'out'`);

const all = () => fleet.until('Everybody’s message', async () => (await arrived()) === people + askedAgain);

const surveyOf = async (n: number) => {
  const query = new URLSearchParams({ to: addressOf(n) });
  const { items } = await ok<List<Message>>(fleet.api, 'GET', `/sandbox/api/messages?${query.toString()}`);
  return surveyIn(items[0] as Message).slice('/s/'.length);
};

const it1 = itWith(severalAddresses);

it1('web alone decides and sends nothing', async () => {
  fleet = await Fleet.start();
  await askAtOnce(fleet.api);
  await fleet.moveClock(toTuesday(await fleet.now()));
  await comes(6);
  await pause(A_WHILE_MS);
  expect([await arrived(), await fleet.count(`invitation where status = 'planned'`)]).toEqual([0, 6]);
});

it1('a worker without a scheduler, and a scheduler without a worker, send nothing that falls due', async () => {
  const alone = await fleet.add('worker');
  await pause(A_WHILE_MS);
  expect(await arrived()).toBe(0);
  await fleet.kill(alone);
  scheduler = await fleet.add('scheduler');
  await pause(A_WHILE_MS);
  expect(await arrived()).toBe(0);
});

it1('together, with two workers, they live the loop', async () => {
  workers = await Promise.all([fleet.add('worker'), fleet.add('worker')]);
  await all();
  const answer = async (n: number, answers: object) =>
    ok(fleet.api, 'POST', `/api/v1/public/surveys/${await surveyOf(n)}/answers`, { answers, complete: true });
  await answer(0, { csat: 1 });
  await answer(1, { csat: 5, comment: 'Très bon accueil', publish: { displayName: 'Léa M.' } });

  const [opened] = (await ok<List<{ id: string }>>(fleet.api, 'GET', '/api/v1/callbacks?status=new')).items;
  const act = (verb: string, body: object) => ok(fleet.api, 'POST', `/api/v1/callbacks/${opened?.id}/${verb}`, body);
  await act('claim', {});
  await act('attempts', { outcome: 'reached', note: 'A compris' });
  await act('resolve', { rootCause: 'responsiveness.waiting-time', action: 'Excuses' });
  await act('verify', { outcome: 'recovered' });
  askedAgain = 1;
  await all();

  const [pending] = (await ok<List<{ id: string }>>(fleet.api, 'GET', '/api/v1/reviews?status=pending')).items;
  await ok(fleet.api, 'POST', `/api/v1/reviews/${pending?.id}/publish`);
  expect((await ok<List<unknown>>(fleet.api, 'GET', '/api/v1/public/reviews')).items).toHaveLength(1);
  // Figures are what a worker made of the facts.
  await fleet.until('The figures', async () => {
    const { groups } = await ok<{ groups: { n: number }[] }>(fleet.api, 'GET', '/api/v1/metrics/csat');
    return groups[0]?.n === 2;
  });
});

it1('each may be killed and started again, and the work goes on', async () => {
  scheduler = await fleet.restart(scheduler);
  await comes(6);
  await all();
  workers = await Promise.all(workers.map((worker) => fleet.restart(worker)));
  await comes(6);
  await all();
  await fleet.restart(fleet.web);
  await comes(6);
  await all();
  const counts = await received(fleet.api);
  expect(counts.get(addressOf(0))).toBe(1 + askedAgain);
  expect([...counts].filter(([to, times]) => to !== addressOf(0) && times !== 1)).toEqual([]);
  expect(fleet.isWhole).toBe(true);
});
