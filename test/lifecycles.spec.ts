import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { declaredLifecycles, unsound } from '#platform/lifecycle';

const root = join(import.meta.dirname, '..');
const declared = ['barometer', 'callback case', 'invitation', 'review', 'wave', 'wave-member'];

beforeAll(async () => {
  const tables = readdirSync(join(root, 'src')).map((station) => join(root, 'src', station, 'rules/lifecycle.ts'));
  for (const file of tables) if (existsSync(file)) await import(pathToFileURL(file).href);
});

describe('every declared lifecycle', () => {
  it('is among those that are walked', () => {
    expect([...declaredLifecycles().keys()].sort()).toEqual(declared);
  });

  it.each(declared)('%s moves to states it lists, and reaches each of them', (noun) => {
    const table = declaredLifecycles().get(noun);
    expect(table && unsound(table)).toEqual([]);
  });
});
