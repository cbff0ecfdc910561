import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'bench');
const files = readdirSync(folder).filter((file) => file.endsWith('.mjs'));

const IMPORT = /^import (?:(\w+)(?:, )?)?(?:\{([^}]+)\} )?from '([^']+)';$/gm;
const EXPORT = /^export (?:async )?(?:function\*?|const|class) (\w+)/gm;

/** Names that a benchmark takes from elsewhere. */
function importsOf(file: string): { name: string; from: string }[] {
  return [...readFileSync(join(folder, file), 'utf8').matchAll(IMPORT)].flatMap(([, whole, named = '', from = '']) => [
    ...(whole ? [{ name: 'default', from }] : []),
    ...named
      .split(',')
      .map((one) => one.trim().split(' as ')[0] ?? '')
      .filter((name) => name !== '')
      .map((name) => ({ name, from })),
  ]);
}

/** Read, not run: a benchmark begins as soon as it is imported. What is built is looked up in its source, packages are trusted. */
async function exportsOf(from: string): Promise<string[] | null> {
  if (from.startsWith('node:')) return Object.keys((await import(from)) as object);
  if (!from.startsWith('.')) return null;
  const path = join(folder, from).replace('/dist/', '/src/').replace(/\.js$/, '.ts');
  const text = readFileSync(path, 'utf8');
  const again = [...text.matchAll(/^export \{([^}]+)\}/gm)].flatMap(([, names = '']) => names.split(/[\s,]+/));
  return [...again, ...[...text.matchAll(EXPORT)].map(([, name = '']) => name)];
}

describe('the benchmarks', () => {
  it.each(files)('%s takes only what is there', async (file) => {
    const missing: string[] = [];
    for (const { name, from } of importsOf(file))
      if ((await exportsOf(from))?.includes(name) === false) missing.push(`${name} from ${from}`);
    expect(missing).toEqual([]);
  });

  it('are each one that `npm run bench` knows, or part of one', () => {
    const run = readFileSync(join(folder, 'run.mjs'), 'utf8');
    const list = [...run.matchAll(/const (?:ALL|APART) = \[([^\]]+)\]/g)].map(([, names]) => names).join();
    const parts = new Set(files.flatMap((file) => importsOf(file).map(({ from }) => from.replace(/^\.\/(.*)$/, '$1'))));
    const known = [...list.matchAll(/'(\w+)'/g)].map(([, name]) => `${name}.mjs`);
    expect(files.filter((file) => !parts.has(file) && file !== 'run.mjs').sort()).toEqual(known.sort());
  });
});
