// Intake of interactions over HTTP, one at a time and in batches of 500, by random people and by one hot person, against the bare
// statement that takes the same decision on the same tables (bare.mjs). `--rows 100k` fills the tables first; `--only single` chooses.
// `--growth` asks how much dearer one becomes from 10,000 rows to 100,000 and 1,000,000, each on a platform of its own.
import { parseArgs } from 'node:util';
import { bareDecision } from './bare.mjs';
import { fill } from './fill.mjs';
import { growth } from './growth.mjs';
import { bestOfThree, countOf, perSecond, verdict } from './measure.mjs';
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
    growth: { type: 'boolean', default: false },
  },
});
const SECONDS = Number(values.seconds);

const someone = () => Math.floor(Math.random() * PEOPLE);
const hot = () => PEOPLE + 1;
const many = (person) => Array.from({ length: BATCH }, person);

const RUNS = [
  ['single', 'single interactions (64 connections)', someone, 32, 64],
  ['batch', 'interactions in batches of 500 (4 connections)', someone, 4, 4],
  ['hot-single', 'single, every one of the same person', hot, 32, 64],
  ['hot-batch', 'batches of 500, every one of the same person', hot, 4, 4],
].filter(([name]) => !values.only || name === values.only);

if (values.growth) await growth(measured);
else await measured(countOf(values.rows));

/** @returns the CPU of one, in ms, by what was asked */
async function measured(rows) {
  const cpu = {};
  await withPlatform(async (platform) => {
    await askAlways(platform);
    const sample = visit(PEOPLE);
    await platform.api('POST', '/api/v1/interactions', sample);
    const bare = await bareDecision(platform, sample.id);
    if (rows > 0) await fill(platform, rows);
    for (const [name, what, person, bareLanes, lanes] of RUNS) {
      const batched = name.endsWith('batch');
      const ask = (batched ? batch : single)(platform, person);
      await Promise.all(Array.from({ length: lanes }, () => timesOver(WARM / lanes / (batched ? BATCH : 1), ask)));
      await platform.pool.query('analyze');
      const best = await bestOfThree(
        platform,
        () => perSecond(bareLanes, SECONDS, () => bare(batched ? many(person) : [person()])),
        () => perSecond(lanes, SECONDS, ask),
      );
      verdict(what, best, '/s');
      cpu[name] = best.ours.program + best.ours.database;
    }
  });
  return cpu;
}

function single({ api }, person) {
  return () => api('POST', '/api/v1/interactions', visit(person())).then(() => 1);
}

function batch({ api }, person) {
  return () =>
    api('POST', '/api/v1/interactions/batch', { items: many(person).map(visit) }).then(
      ({ results }) => results.filter(({ status }) => status === 202).length,
    );
}

async function timesOver(times, work) {
  for (let n = 0; n < times; n += 1) await work();
}
