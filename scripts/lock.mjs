import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isAlive, startMark, tryRead } from './processes.mjs';

/**
 * Takes a lock file for this process and returns how to give it back, or the number of the live process that holds it.
 * The file tells pid and start time, so a lock left by `kill -9` is taken over even if its number now belongs to another program.
 */
export function takeLock(file) {
  const claim = `${file}.${process.pid}`;
  const mine = `${process.pid} ${startMark(process.pid)}\n`;
  writeFileSync(claim, mine, { mode: 0o600 });
  try {
    for (;;) {
      if (tryLink(claim, file)) return { release: () => tryRead(file) === mine && rmSync(file, { force: true }) };
      const heldBy = liveHolder(file);
      if (heldBy) return { heldBy };
      setAside(file);
    }
  } finally {
    rmSync(claim, { force: true });
  }
}

/** A hard link appears with its content or not at all, and fails if the name is taken: no moment in which two both hold it. */
function tryLink(claim, file) {
  try {
    linkSync(claim, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function liveHolder(file) {
  const [pid, mark] = (tryRead(file) ?? '').trim().split(' ');
  const alive = isAlive(Number(pid)) && startMark(Number(pid)) === (mark ?? '');
  return alive ? Number(pid) : undefined;
}

/** Removes a stale lock by renaming it first: if another starter was quicker, what we hold is its live lock, and it goes back. */
function setAside(file) {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (liveHolder(aside)) tryLink(aside, file);
  rmSync(aside, { force: true });
}
