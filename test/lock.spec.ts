import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '../scripts/lock.mjs';

describe('the lock of a data folder', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lock-'));
    file = join(folder, 'lock');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('is held by one process, which gives it back', () => {
    const first = takeLock(file);
    expect(takeLock(file)).toEqual({ heldBy: process.pid });
    first.release?.();
    expect(existsSync(file)).toBe(false);
    expect(takeLock(file).heldBy).toBeUndefined();
  });

  it('is taken over from a process that was killed', async () => {
    const holder = await holderOf(file);
    expect(takeLock(file)).toEqual({ heldBy: holder.pid });
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(takeLock(file).heldBy).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it.each(['', 'nonsense', '1', `${process.pid} 12`])(
    'is taken over when its content, "%s", names no holder',
    (content) => {
      writeFileSync(file, content);
      expect(takeLock(file).heldBy).toBeUndefined();
    },
  );
});

async function holderOf(file: string) {
  const lock = new URL('../scripts/lock.mjs', import.meta.url).href;
  const script = `import { takeLock } from '${lock}'; takeLock('${file}'); console.log('held'); setInterval(() => 0, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
  await once(child.stdout, 'data');
  return child;
}
