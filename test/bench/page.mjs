// The customer's page: its bytes, pages a second against an empty handler of the same server, answers against a one-row commit.
import { askAlways, line, perSecond, startPlatform, until, visit } from './platform.mjs';

const SECONDS = 6;
const PEOPLE = 3_000;

const platform = await startPlatform();
await askAlways(platform);
const items = Array.from({ length: PEOPLE }, (_, person) => ({
  ...visit(1),
  customer: { externalId: `q-${person}`, phone: `+337${10_000_000 + person}` },
}));
for (let at = 0; at < PEOPLE; at += 500)
  await platform.api('POST', '/api/v1/interactions/batch', { items: items.slice(at, at + 500) });
const tokens = await sentTokens();

const page = await (await fetch(`${platform.url}/s/${tokens[0]}`)).arrayBuffer();
line('survey page, bytes (limit 14336)', page.byteLength, 14_336, 'bytes');

const empty = await perSecond(16, SECONDS, () => get('/health/live'));
const pages = await perSecond(16, SECONDS, () => get(`/s/${tokens[Math.floor(Math.random() * tokens.length)]}`));
line('survey pages', pages, empty, '/s against an empty handler');

await platform.pool.query(
  'create table bare_answer (id bigint generated always as identity primary key, answer jsonb)',
);
const commit = await perSecond(16, SECONDS, () =>
  platform.pool.query('insert into bare_answer (answer) values ($1)', ['{"csat":5}']).then(() => 1),
);
let next = 0;
const answers = await perSecond(16, SECONDS, () => answer(tokens[next++ % tokens.length]));
line('answers', answers, commit, '/s against a one-row commit');
await platform.stop();

async function get(path) {
  const response = await fetch(platform.url + path, { headers: { 'user-agent': 'Mozilla/5.0' } });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return 1;
}

async function answer(token) {
  const body = JSON.stringify({ answers: { csat: 4, comment: 'Accueil agréable' }, complete: true });
  const response = await fetch(`${platform.url}/api/v1/public/surveys/${token}/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  if (!response.ok) throw new Error(`answer: ${response.status} ${await response.text()}`);
  return 1;
}

/** Sends everything, whatever the hour, and reads the links off the phones. */
async function sentTokens() {
  await fetch(`${platform.url}/sandbox/api/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"advance":"PT26H"}',
  });
  const found = [];
  await until(async () => {
    const after = found.at(-1)?.id;
    const { items: messages } = await (
      await fetch(`${platform.url}/sandbox/api/messages?channel=sms&limit=500${after ? `&after=${after}` : ''}`)
    ).json();
    found.push(...messages);
    return messages.length === 0;
  });
  return found.map(({ links }) => links[0].split('/s/')[1]).filter(Boolean);
}
