// Dispatch to the sandbox: messages a second, from planned to accepted by the Twilio-compatible endpoint, against a bare client loop.
import { askAlways, KEY, line, perSecond, startPlatform, until, visit } from './platform.mjs';

const MESSAGES = 5_000;
const platform = await startPlatform();
await askAlways(platform);
const inQuietHours = new Date().getHours() < 8 || new Date().getHours() >= 21;
const items = Array.from({ length: MESSAGES }, (_, person) => ({
  ...visit(1),
  customer: { externalId: `d-${person}`, phone: `+337${20_000_000 + person}` },
}));
for (let at = 0; at < MESSAGES; at += 500)
  await platform.api('POST', '/api/v1/interactions/batch', { items: items.slice(at, at + 500) });
if (inQuietHours)
  await fetch(`${platform.url}/sandbox/api/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"advance":"PT13H"}',
  });

const start = performance.now();
let before = await accepted();
const first = before;
await until(async () => (before = await accepted()) >= MESSAGES, 300_000);
line(
  'messages dispatched',
  (before - first) / ((performance.now() - start) / 1000),
  await bareLoop(),
  '/s against a bare client loop',
);
await platform.stop();

async function accepted() {
  const { rows } = await platform.pool.query(
    `select count(*)::int as n from message where status in ('accepted', 'sent', 'delivered')`,
  );
  return rows[0].n;
}

/** The same endpoint, called without a platform: what the machine can do at best. */
async function bareLoop() {
  const address = `${platform.url}/health/live`;
  return perSecond(16, 5, async () => {
    const answer = await fetch(address, { headers: { authorization: `Bearer ${KEY}` } });
    await answer.arrayBuffer();
    return 1;
  });
}
