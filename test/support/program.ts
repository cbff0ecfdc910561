import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { until } from './network.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The program, or npm around it, in a process group of its own. */
export interface Program {
  readonly pid: number;
  readonly exitCode: Promise<number | null>;
  output(): string;
  isRunning(): boolean;
  kill(signal: NodeJS.Signals): void;
  /** As the terminal does for Ctrl-C. */
  killGroup(signal: NodeJS.Signals): void;
  stopReading(): void;
}

/** Number of our own, among the locks of the tests' server. */
const BUILDING = 2;

/** Compiles what is stale; of several test files that want it at once, one does it and the others wait. */
export async function ensureBuilt(): Promise<void> {
  const turn = new pg.Client({ connectionString: process.env['TEST_ADMIN_URL'] });
  await turn.connect();
  try {
    await turn.query('select pg_advisory_lock($1)', [BUILDING]);
    const built = spawnSync(process.execPath, ['scripts/ensure.mjs'], { cwd: root, encoding: 'utf8' });
    if (built.status !== 0) throw new Error(built.stdout + built.stderr);
  } finally {
    await turn.end();
  }
}

const PROGRAM = ['node', 'scripts/start.mjs'];

/** With nothing of our environment but the way to the programs. */
export function launch(env: Record<string, string>, command: readonly string[] = PROGRAM): Program {
  const [name = '', ...args] = command;
  const { PATH, HOME } = process.env;
  const child: ChildProcess = spawn(name, args, { cwd: root, env: { PATH, HOME, ...env }, detached: true });
  let output = '';
  let running = true;
  child.stdout?.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (output += text.toString()));
  const pid = child.pid ?? 0;
  return {
    pid,
    exitCode: once(child, 'close').then(([code]) => {
      running = false;
      return code as number | null;
    }),
    output: () => output,
    isRunning: () => running,
    kill: (signal) => child.kill(signal),
    killGroup: (signal) => process.kill(-pid, signal),
    stopReading: () => [child.stdout, child.stderr].forEach((stream) => stream?.destroy()),
  };
}

/** Waits until it serves there; @throws with what it said when it ends instead. */
export async function ready(program: Program, url: string, limit = 60_000): Promise<void> {
  const answers = async () => {
    if (!program.isRunning()) throw new Error(`It ended:\n${program.output()}`);
    return fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  };
  await until(answers, () => `Not ready after ${limit} ms:\n${program.output()}`, limit);
}
