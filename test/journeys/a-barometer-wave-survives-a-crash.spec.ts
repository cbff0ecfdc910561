import { jest } from '@jest/globals';
import { addressOf, ok, received, toTuesday } from './support/crowd.ts';
import { Installation } from './support/installation.ts';

const BASE = 240;
const PEOPLE = 180;
/** Longer than a message stays in the hands of a process that is no more. */
const LEASE = 'PT4M';

jest.setTimeout(480_000);

let here: Installation;

afterEach(() => here.close());

const WAVE = '/api/v1/barometers/base/waves/1';
const arrived = () => here.count(`sandbox_message where direction = 'out'`);
const TO_DO = `(
  select from wave_member where state in ('waiting', 'moved') and planned_for is not null
  union all select from invitation where status = 'planned'
  union all select from message where status in ('waiting', 'sending', 'uncertain')) as to_do`;

async function more(count: number): Promise<void> {
  const goal = (await arrived()) + count;
  await here.until(`Message ${goal}`, async () => (await arrived()) >= goal);
}

/** Time goes on, and all that falls due is done: what a process that is no more had in hand is looked for, and sent where it was not found. */
async function comesToRest(): Promise<void> {
  for (let jumps = 0; jumps < 8 && (await here.count(TO_DO)) > 0; jumps += 1)
    await ok(here.api, 'POST', '/sandbox/api/clock', { advance: LEASE });
}

/** What is due is begun at once, not at the next look; nobody waits for its end, which the crash prevents. */
function workBegins(): void {
  void here.api('POST', '/sandbox/api/clock', { advance: 'PT1M' }).catch(() => undefined);
}

/** Everybody asked on one day, Tuesday at eleven. */
async function aWaveIsOpened(): Promise<void> {
  await ok(here.api, 'PUT', '/api/v1/questionnaires/barometer', {
    name: 'Baromètre',
    temperature: 'cold',
    questions: [{ key: 'nps', kind: 'nps', text: { fr: 'Nous recommanderiez-vous ?' } }],
  });
  const lines = Array.from({ length: BASE }, (_, n) => {
    const to = addressOf(n);
    return JSON.stringify({ externalId: `c-${n}`, ...(to.includes('@') ? { email: to } : { phone: to }) });
  });
  const { status } = await here.api('POST', '/api/v1/customers/import', lines.join('\n'), {
    headers: { 'content-type': 'application/x-ndjson' },
  });
  expect(status).toBe(200);
  const minutes = Math.ceil(toTuesday(await here.now()) / 60_000);
  await ok(here.api, 'POST', '/sandbox/api/clock', { advance: `PT${minutes}M` });
  await ok(here.api, 'PUT', '/api/v1/barometers/base', {
    ...{ name: 'Baromètre', questionnaire: 'barometer', channels: ['sms', 'email'], population: {}, wavesPerCycle: 1 },
    ...{ target: { perWave: PEOPLE }, strata: [], seed: 'crash', spreadDays: 1 },
    window: { days: [1, 2, 3, 4, 5, 6], from: '08:00', to: '20:00' },
    start: (await here.now()).toISOString().slice(0, 10),
  });
  await ok(here.api, 'POST', `${WAVE}/open`, {});
}

it('a wave asks everybody once, though all is killed in the middle of it and it is paused in between', async () => {
  here = await Installation.start();
  await aWaveIsOpened();
  workBegins();
  await more(40);
  await here.kill();
  expect(await here.startAgain().then(arrived)).toBeLessThan(PEOPLE);
  // While what was in hand belongs to nobody: what has not gone out is taken back, and waits.
  await ok(here.api, 'POST', `${WAVE}/pause`, {});
  expect(await here.count(`invitation where status = 'planned'`)).toBe(0);
  await ok(here.api, 'POST', `${WAVE}/open`, {});
  await comesToRest();

  const counts = await received(here.api);
  expect([...counts].filter(([, times]) => times > 1)).toEqual([]);
  expect(counts.size).toBe(PEOPLE);
  expect(
    await here.count(
      `wave_member m join invitation i on i.id = m.invitation_id
       where m.state = 'invited' and i.status in ('sent', 'delivered') and m.role = 'sample'`,
    ),
  ).toBe(PEOPLE);
  expect((await here.api('GET', WAVE)).body).toMatchObject({ state: 'open', waiting: 0, invited: PEOPLE, replaced: 0 });
});
