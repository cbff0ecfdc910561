import { setTimeout as pause } from 'node:timers/promises';
import { cpuOf } from './cpu.mjs';

/** Runs `act` on `lanes` lanes for `seconds`; gives how many times a second it was done. `act` gives how often it did it. */
export async function perSecond(lanes, seconds, act) {
  const start = performance.now();
  const end = start + seconds * 1000;
  let done = 0;
  const lane = async () => {
    while (performance.now() < end) {
      const times = await act();
      done += times;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return done / ((performance.now() - start) / 1000);
}

/**
 * The limit and ours in turn, three times: the machine may have other things to do, and the best of each is what it can.
 * Beside it, the CPU each took for one, in ms.
 */
export async function bestOfThree(platform, limit, ours) {
  const best = { limit: await timed(platform, limit), ours: await timed(platform, ours) };
  for (let turn = 1; turn < 3; turn += 1) {
    best.limit = better(best.limit, await timed(platform, limit));
    best.ours = better(best.ours, await timed(platform, ours));
  }
  return best;
}

const better = (a, b) => (a.rate > b.rate ? a : b);

async function timed(platform, work) {
  const [before, start] = [cpuOf(platform), performance.now()];
  const rate = await work();
  const [after, done] = [cpuOf(platform), (rate * (performance.now() - start)) / 1000];
  return {
    rate,
    program: (after.program - before.program) / done,
    database: (after.database - before.database) / done,
  };
}

/** How long each of many takes, on so many lanes for so many seconds: the median and the slowest in a hundred, to the first byte and to the last. */
export async function responseTimes(lanes, seconds, act) {
  const times = [];
  await perSecond(lanes, seconds, async () => {
    times.push(await act());
    return 1;
  });
  const of = (part) => times.map((one) => one[part]).sort((a, b) => a - b);
  return { n: times.length, first: quantiles(of('first')), last: quantiles(of('last')) };
}

/** Of numbers in order: the nearest rank. */
export function quantiles(sorted) {
  const at = (share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return { p50: at(0.5), p99: at(0.99) };
}

export function showTimes(what, { n, first, last }) {
  const ms = ({ p50, p99 }) => `${p50.toFixed(1)} / ${p99.toFixed(1)} ms`;
  console.log(`${what.padEnd(52)} p50 / p99: headers ${ms(first)}, end ${ms(last)} (n ${n})`);
}

export function verdict(what, { limit, ours }, unit) {
  line(what, ours.rate, limit.rate, unit);
  const ms = ({ program, database }) => `program ${program.toFixed(2)} + database ${database.toFixed(2)}`;
  console.log(`${''.padEnd(52)} CPU ms each: ${ms(ours)}; the limit: ${ms(limit)}`);
}

export async function until(question, limitMs = 60_000) {
  const end = performance.now() + limitMs;
  while (!(await question())) {
    if (performance.now() > end) throw new Error('It did not happen in time.');
    await pause(50);
  }
}

/** `10k` and `1M` as people write them. */
export const countOf = (text) => Number(text.replace(/k$/i, '000').replace(/M$/i, '000000'));

export function line(what, ours, limit, unit) {
  const ratio = limit ? `  ratio ${(ours / limit).toFixed(2)} of ${Math.round(limit)}` : '';
  console.log(`${what.padEnd(52)} ${String(Math.round(ours)).padStart(8)} ${unit}${ratio}`);
}
