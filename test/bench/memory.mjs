import { readFileSync } from 'node:fs';
import { processesOf } from './cpu.mjs';

const EVERY_MS = 250;

/** Megabytes a process holds now. */
export const residentMb = (pid) => fieldOf(`/proc/${pid}/status`, 'VmRSS');

/** Megabytes a process has held at most since it began. */
export const peakMb = (pid) => fieldOf(`/proc/${pid}/status`, 'VmHWM');

/** Megabytes that all of PostgreSQL's processes hold; what they share is counted once. */
export function postgresMb(postgres) {
  return processesOf(postgres).reduce((sum, { pid }) => sum + fieldOf(`/proc/${pid}/smaps_rollup`, 'Pss'), 0);
}

/**
 * The most that PostgreSQL held while `act` ran: looked at four times a second.
 * @returns {Promise<{ result: unknown, postgresMb: number }>}
 */
export async function watched({ postgres }, act) {
  let most = 0;
  const look = () => (most = Math.max(most, postgresMb(postgres)));
  const looking = setInterval(look, EVERY_MS);
  try {
    look();
    const result = await act();
    look();
    return { result, postgresMb: most };
  } finally {
    clearInterval(looking);
  }
}

/** 0 of a process that has gone meanwhile. */
function fieldOf(file, name) {
  try {
    return Math.round(Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(file, 'utf8'))?.[1]) / 1024);
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes(error.code)) return 0;
    throw error;
  }
}
