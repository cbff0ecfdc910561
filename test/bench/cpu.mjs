import { readdirSync, readFileSync } from 'node:fs';

const TICK_MS = 10;

/** Milliseconds of CPU that the program and its database have used: what a busy machine cannot blur. */
export function cpuOf({ pid, postgres }) {
  const database = processesOf(postgres);
  return {
    program: statOf(pid)?.ms ?? 0,
    // The children that have gone are counted by their parent.
    database: database.reduce((sum, { pid: id, ms, gone }) => sum + ms + (id === postgres ? gone : 0), 0),
  };
}

/** PostgreSQL's first process and those it started. */
export function processesOf(postgres) {
  return readdirSync('/proc')
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat && (stat.pid === postgres || stat.parent === postgres));
}

function statOf(pid) {
  if (!Number.isInteger(pid)) return null;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent, user, system, goneUser, goneSystem] = [1, 11, 12, 13, 14].map((n) => fields[n]);
    return { pid, parent, ms: (user + system) * TICK_MS, gone: (goneUser + goneSystem) * TICK_MS };
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes(error.code)) return null;
    throw error;
  }
}
