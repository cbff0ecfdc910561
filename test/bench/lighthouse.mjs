// What Lighthouse, as a phone on a slow network, says of the customer's pages: performance and accessibility, of 100.
// It is no dependency (114 packages, 176 MB): npx fetches this very version; LIGHTHOUSE=<its cli/index.js> takes one that is there.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findBrowser } from '../support/shipped-browser.mjs';
import { until } from './measure.mjs';
import { withPlatform } from './platform.mjs';
import { askAlways, toDue, visitsOf } from './visits.mjs';

const VERSION = '13.5.0';
const TIMES = 3;
const PHONE = { 'user-agent': 'Mozilla/5.0 (Linux; Android 11) Chrome/120.0 Mobile Safari/537.36' };
const CHROME = '--headless=new --no-sandbox --disable-dev-shm-usage';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'chaudfroid-lighthouse-'));
findBrowser(folder);

await withPlatform(async (platform) => {
  console.log(`load of the machine before: ${loadavg()[0].toFixed(1)}; performance counts on an idle one only`);
  await askAlways(platform);
  await visitsOf(platform, 2);
  const [asked, answered] = await tokensOf(platform);
  const door = await thanksOf(`${platform.url}/s/${answered}`);
  for (const [what, address] of [
    ['survey page', `${platform.url}/s/${asked}`],
    ['thanks page', `http://127.0.0.1:${door.address().port}/`],
    ["the customer's own page", `${platform.url}/u/${answered}/mine`],
  ])
    show(what, await lighthouse(address));
  door.close();
});
rmSync(folder, { recursive: true, force: true });

/** Speed as the best of several looks, as everywhere here: the others say how busy the machine was. Accessibility as the worst. */
function show(what, looks) {
  const scores = (name) => looks.map(({ categories }) => Math.round(100 * categories[name].score));
  const least = (name) => Math.round(Math.min(...looks.map(({ audits }) => audits[name].numericValue)));
  console.log(
    `${what}: performance ${Math.max(...scores('performance'))}, accessibility ${Math.min(...scores('accessibility'))}; ` +
      `first paint ${least('first-contentful-paint')} ms, largest ${least('largest-contentful-paint')} ms, ` +
      `blocked ${least('total-blocking-time')} ms, ${least('total-byte-weight')} bytes`,
  );
}

async function lighthouse(address) {
  const looks = [];
  for (let n = 0; n < TIMES; n += 1) {
    const report = join(folder, 'report.json');
    const { LIGHTHOUSE: cli, CHROMIUM_PATH } = process.env;
    const [command, first] = cli ? [process.execPath, [cli]] : ['npx', ['--yes', `lighthouse@${VERSION}`]];
    const asks = ['--only-categories=performance,accessibility', '--form-factor=mobile', '--quiet', '--output=json'];
    const all = [...first, address, ...asks, `--output-path=${report}`, `--chrome-flags=${CHROME}`];
    await run(command, all, { cwd: folder, env: { ...process.env, CHROME_PATH: CHROMIUM_PATH } });
    looks.push(JSON.parse(readFileSync(report, 'utf8')));
  }
  return looks;
}

/** The thanks page answers a form, which Lighthouse cannot send: behind this door it is the answer to a look. */
async function thanksOf(address) {
  const door = createServer((request, answer) => {
    if (request.url !== '/') return void answer.writeHead(404).end();
    const headers = { ...PHONE, 'content-type': 'application/x-www-form-urlencoded' };
    fetch(address, { method: 'POST', body: 'csat=1&comment=Trop+long&_go=send', headers })
      .then(async (page) =>
        answer.writeHead(page.status, { 'content-type': 'text/html; charset=utf-8' }).end(await page.text()),
      )
      .catch((error) => answer.writeHead(502).end(String(error)));
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
  return door;
}

async function tokensOf(platform) {
  await toDue(platform);
  let items = [];
  await until(async () => {
    ({ items } = await platform.api('GET', '/sandbox/api/messages?channel=sms&limit=10'));
    return items.length >= 2;
  }, 120_000);
  return items.map(({ links }) => links[0].split('/s/')[1]);
}
