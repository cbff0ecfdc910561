// The customer's page: its bytes, pages a second against an empty handler of the same server, how long page and form take, answers
// against a one-row commit and the empty handler.
import { loadavg } from 'node:os';
import { caller, timer } from './client.mjs';
import { bestOfThree, line, perSecond, responseTimes, showTimes, until, verdict } from './measure.mjs';
import { withPlatform } from './platform.mjs';
import { askAlways, quiet, toDue, visitsOf } from './visits.mjs';

const SECONDS = 3;
const PEOPLE = 1_000;
const LANES = 16;

await withPlatform(async (platform) => {
  await askAlways(platform);
  await visitsOf(platform, PEOPLE);
  const tokens = await sentTokens(platform);
  const call = caller(platform.url);
  const any = () => tokens[Math.floor(Math.random() * tokens.length)];
  const page = await call('GET', `/s/${any()}`);
  line('survey page, bytes (limit 14336)', Buffer.byteLength(page), 14_336, 'bytes');

  const browser = { 'user-agent': 'Mozilla/5.0' };
  const get = (path) => call('GET', path, undefined, browser).then(() => 1);
  const pages = await bestOfThree(
    platform,
    () => perSecond(LANES, SECONDS, () => get('/health/live')),
    () => perSecond(LANES, SECONDS, () => get(`/s/${any()}`)),
  );
  verdict('survey pages, against an empty handler', pages, '/s');

  const timed = timer(platform.url);
  console.log(`load of the machine before the response times: ${loadavg()[0].toFixed(1)}`);
  let next = 0;
  const form = () => ({ csat: '4', comment: `Accueil agréable ${next}`, _go: 'send' });
  for (const [what, act] of [
    ['empty handler', () => timed('GET', '/health/live')],
    ['page, GET /s/{token}', () => timed('GET', `/s/${any()}`, undefined, browser)],
    ['form, POST /s/{token}', () => timed('POST', `/s/${tokens[next++ % tokens.length]}`, form(), browser)],
  ])
    showTimes(what, await responseTimes(LANES, SECONDS, act));

  await platform.pool.query(
    'create table bare_answer (id bigint generated always as identity primary key, answer jsonb)',
  );
  const commit = () =>
    platform.pool.query('insert into bare_answer (answer) values ($1)', ['{"csat":5}']).then(() => 1);
  const body = { answers: { csat: 4, comment: 'Accueil agréable' }, complete: true };
  const answer = () =>
    call('POST', `/api/v1/public/surveys/${tokens[next++ % tokens.length]}/answers`, body, browser).then(() => 1);
  const answers = await bestOfThree(
    platform,
    () => perSecond(LANES, SECONDS, commit),
    () => perSecond(LANES, SECONDS, answer),
  );
  verdict('answers, against a one-row commit', answers, '/s');
  verdict('answers, against an empty handler', { limit: pages.limit, ours: answers.ours }, '/s');
});

/** Has everything sent, and reads the links off the phones. */
async function sentTokens(platform) {
  const settled = toDue(platform).catch((error) => error);
  const found = [];
  await until(async () => {
    const after = found.at(-1)?.id;
    const { items } = await platform.api(
      'GET',
      `/sandbox/api/messages?channel=sms&limit=500${after ? `&after=${after}` : ''}`,
    );
    found.push(...items);
    return found.length >= PEOPLE;
  }, 300_000);
  await settled;
  await quiet(platform);
  return found.map(({ links }) => links[0].split('/s/')[1]);
}
