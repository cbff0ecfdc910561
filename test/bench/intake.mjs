// Intake of interactions over HTTP, one at a time and in batches of 500, by random people and by one hot person, against the bare
// statement that takes the same decision on the same tables (bare.mjs). `--rows 100k` fills the tables first; `--only single` chooses.
import { parseArgs } from 'node:util';
import { bareDecision } from './bare.mjs';
import { fill } from './fill.mjs';
import { bestOfThree, perSecond, verdict } from './measure.mjs';
import { withPlatform } from './platform.mjs';
import { askAlways, visit } from './visits.mjs';

const PEOPLE = 100_000;
const BATCH = 500;
/** Decisions before anything is measured: the program runs as it does after a minute. */
const WARM = 4_000;

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '0' },
    only: { type: 'string', default: '' },
    seconds: { type: 'string', default: '4' },
  },
});
const SECONDS = Number(values.seconds);
const rows = Number(values.rows.replace(/k$/i, '000').replace(/M$/i, '000000'));

const someone = () => Math.floor(Math.random() * PEOPLE);
const hot = () => PEOPLE + 1;
const many = (person) => Array.from({ length: BATCH }, person);

await withPlatform(async (platform) => {
  await askAlways(platform);
  const sample = visit(PEOPLE);
  await platform.api('POST', '/api/v1/interactions', sample);
  const bare = await bareDecision(platform, sample.id);
  if (rows > 0) await fill(platform, rows);
  const single = (person) => () => platform.api('POST', '/api/v1/interactions', visit(person())).then(() => 1);
  const batch = (person) => () =>
    platform
      .api('POST', '/api/v1/interactions/batch', { items: many(person).map(visit) })
      .then(({ results }) => results.filter(({ status }) => status === 202).length);
  const runs = [
    ['single', 'single interactions (64 connections)', someone, 32, 64],
    ['batch', 'interactions in batches of 500 (4 connections)', someone, 4, 4],
    ['hot-single', 'single, every one of the same person', hot, 32, 64],
    ['hot-batch', 'batches of 500, every one of the same person', hot, 4, 4],
  ];
  for (const [name, what, person, bareLanes, lanes] of runs.filter(([name]) => !values.only || name === values.only)) {
    const batched = name.endsWith('batch');
    const ask = (batched ? batch : single)(person);
    await Promise.all(Array.from({ length: lanes }, () => timesOver(WARM / lanes / (batched ? BATCH : 1), ask)));
    await platform.pool.query('analyze');
    const best = await bestOfThree(
      platform,
      () => perSecond(bareLanes, SECONDS, () => bare(batched ? many(person) : [person()])),
      () => perSecond(lanes, SECONDS, ask),
    );
    verdict(what, best, '/s');
  }
});

async function timesOver(times, work) {
  for (let n = 0; n < times; n += 1) await work();
}
