import { readFileSync } from 'node:fs';

/** Is this process running? A zombie, dead but not yet noticed by its parent, is not. */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false; // EPERM: it runs, as somebody else
  }
  return statusFields(pid)?.[0] !== 'Z';
}

/** When a process started, in the kernel's ticks: with its number this names it for good. Empty where the system does not say. */
export function startMark(pid) {
  return statusFields(pid)?.[19] ?? '';
}

/** The name of a process's program; like its parent, empty where the system does not say. */
export function nameOf(pid) {
  return (process.platform === 'linux' && tryRead(`/proc/${pid}/comm`)?.trim()) || '';
}

export function parentOf(pid) {
  return statusFields(pid)?.[1] ?? '';
}

/** What /proc/PID/stat says after the program's name, which may hold spaces: state first, parent second, start twentieth. */
function statusFields(pid) {
  if (process.platform !== 'linux') return undefined;
  const line = tryRead(`/proc/${pid}/stat`);
  return line?.slice(line.lastIndexOf(')') + 2).split(' ');
}

export function tryRead(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'ENOTDIR'].includes(error.code)) return undefined;
    throw error;
  }
}

export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Asks again every few milliseconds until the answer is true; false if the time ran out first. */
export async function until(question, { within, every = 25 }) {
  for (const end = Date.now() + within; Date.now() < end; await pause(every)) {
    if (await question()) return true;
  }
  return question();
}
