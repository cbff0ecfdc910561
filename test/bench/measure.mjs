import { setTimeout as pause } from 'node:timers/promises';

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

/** Both in turn, three times: the machine may have other things to do, and the best of each is what it can. */
export async function bestOfThree(limit, ours) {
  const best = { limit: 0, ours: 0 };
  for (let turn = 0; turn < 3; turn += 1) {
    best.limit = Math.max(best.limit, await limit());
    best.ours = Math.max(best.ours, await ours());
  }
  return best;
}

export async function until(question, limitMs = 60_000) {
  const end = performance.now() + limitMs;
  while (!(await question())) {
    if (performance.now() > end) throw new Error('It did not happen in time.');
    await pause(50);
  }
}

export function line(what, ours, limit, unit) {
  const ratio = limit ? `  ratio ${(ours / limit).toFixed(2)} of ${Math.round(limit)}` : '';
  console.log(`${what.padEnd(52)} ${String(Math.round(ours)).padStart(8)} ${unit}${ratio}`);
}
