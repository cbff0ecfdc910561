// Dispatch to the sandbox: messages a second, from due to accepted by the Twilio-compatible endpoint of the platform, against a bare
// loop that makes the same call with the same client to the same endpoint. Both bring the endpoint the same work, status calls included.
// `--growth` asks how much dearer a message becomes from 10,000 rows to 100,000 and 1,000,000.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import twilio from 'twilio';
import { LocalTwilio } from '../../dist/platform/sms/local-twilio.js';
import { sandboxAccount } from '../../dist/platform/sms/index.js';
import { cpuOf } from './cpu.mjs';
import { fill } from './fill.mjs';
import { growth } from './growth.mjs';
import { line, perSecond, until } from './measure.mjs';
import { withPlatform } from './platform.mjs';
import { askAlways, quiet, toDue, visitsOf } from './visits.mjs';

const MESSAGES = 2_000;
const SECONDS = 10;
const LANES = 16;

const { values } = parseArgs({ options: { growth: { type: 'boolean', default: false } } });

if (values.growth) await growth(measured);
else await measured(0);

/** @returns the CPU of one message, in ms: what a core does in a second follows from it */
async function measured(rows) {
  let cpu = 0;
  await withPlatform(async (platform) => {
    const limit = await bareLoop(platform);
    await quiet(platform);
    await askAlways(platform);
    await visitsOf(platform, MESSAGES);
    if (rows > 0) await fill(platform, rows);
    const settled = toDue(platform).catch((error) => error);
    await until(async () => (await accepted(platform)) > 0);
    const [first, start, before] = [await accepted(platform), performance.now(), cpuOf(platform)];
    await until(async () => (await accepted(platform)) >= MESSAGES, 300_000);
    const [sent, after] = [MESSAGES - first, cpuOf(platform)];
    line('messages dispatched', sent / ((performance.now() - start) / 1000), limit, '/s');
    cpu = (after.program - before.program + after.database - before.database) / sent;
    line('messages dispatched, for one core’s second', 1000 / cpu, 0, '/core s');
    await settled;
  });
  return { message: cpu };
}

async function accepted({ pool }) {
  const { rows } = await pool.query('select count(*)::int as n from message where accepted_at is not null');
  return rows[0].n;
}

async function bareLoop({ url, port, sessionSecret }) {
  const { accountSid, authToken, sender, baseUrl } = sandboxAccount({ port, sessionSecret });
  const client = twilio(accountSid, authToken, { httpClient: new LocalTwilio(baseUrl, 15_000) });
  let n = 0;
  return perSecond(LANES, SECONDS, async () => {
    const token = randomBytes(16).toString('base64url');
    const body = `Maison Alizé: êtes-vous satisfait ? ${url}/s/${token} STOP 38111`;
    await client.messages.create({
      ...sender,
      to: `+337${40_000_000 + n++}`,
      body,
      statusCallback: `${url}/webhooks/twilio/status?token=${token}`,
    });
    return 1;
  });
}
