import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { stations } = JSON.parse(readFileSync(join(root, 'architecture.json'), 'utf8')) as { stations: string[][] };
const way = stations.flat();
const present = way.filter((folder) => existsSync(join(root, 'src', folder)));

/** What each rule must catch: the file that is planted, what it imports, and the file that import leads to. */
const PLANTED: [rule: string, file: string, statement: string, leadsTo: string][] = [
  ['way-customers', 'customers/a.ts', `import '#pressure';`, 'src/pressure/index.ts'],
  ['way-customers', 'customers/b.ts', `import type { Pressure } from '#pressure';`, 'src/pressure/index.ts'],
  [
    'through-the-index',
    'pressure/a.ts',
    `import '../customers/customers.service.ts';`,
    'src/customers/customers.service.ts',
  ],
  [
    'through-the-index',
    'demo/a.ts',
    `import '../customers/customers.service.ts';`,
    'src/customers/customers.service.ts',
  ],
  ['through-the-index-from-the-root', 'a.ts', `import './pressure/rules/verdict.ts';`, 'src/pressure/rules/verdict.ts'],
  [
    'through-the-index-of-platform',
    'pressure/b.ts',
    `import '../platform/clock/clock.ts';`,
    'src/platform/clock/clock.ts',
  ],
  [
    'through-the-index-within-platform',
    'platform/http/a.ts',
    `import '../clock/clock.ts';`,
    'src/platform/clock/clock.ts',
  ],
  ['platform-knows-no-module', 'platform/http/b.ts', `import '#customers';`, 'src/customers/index.ts'],
  ['nobody-knows-the-root', 'customers/c.ts', `import '../main.ts';`, 'src/main.ts'],
  ['nobody-knows-the-root', 'customers/d.ts', `import '../demo/index.ts';`, 'src/demo/index.ts'],
  [
    'entities-stay-home',
    'reviews/index.ts',
    `export { Review } from './review.entity.ts';`,
    'src/reviews/review.entity.ts',
  ],
  ['rules-are-pure', 'pressure/rules/a.ts', `import '@nestjs/common';`, '@nestjs/common'],
  ['rules-are-pure', 'pressure/rules/b.ts', `import '../../platform/clock/index.ts';`, 'src/platform/clock/index.ts'],
  ['rules-are-pure', 'pressure/rules/c.ts', `import 'node:crypto';`, 'crypto'],
  ['rules-are-pure', 'pressure/rules/d.ts', `import '../a.ts';`, 'src/pressure/a.ts'],
  ['rules-are-pure', 'pressure/rules/e.ts', `import 'fast-check';`, 'fast-check'],
  [
    'specs-of-rules-are-pure',
    'pressure/rules/a.spec.ts',
    `import '#platform/database';`,
    'src/platform/database/index.ts',
  ],
  ['pure-parts-are-pure', 'platform/values/a.ts', `import '#platform/clock';`, 'src/platform/clock/index.ts'],
  ['queries-live-in-repositories', 'pressure/a.service.ts', `import 'typeorm';`, 'typeorm'],
  ['repositories-are-registered-in-modules', 'pressure/b.service.ts', `import '@nestjs/typeorm';`, '@nestjs/typeorm'],
  ['no-cycles', 'surveys/a.ts', `import './b.ts';`, 'src/surveys/b.ts'],
  ['no-tests-in-the-program', 'surveys/c.ts', `import './a.spec.ts';`, 'src/surveys/a.spec.ts'],
  ['nothing-unresolved', 'surveys/d.ts', `import '#pressure/rules/verdict';`, '#pressure/rules/verdict'],
];

/** A small house that keeps every rule, with what each rule allows beside what it forbids. */
const GOOD: Record<string, string> = {
  'main.ts': `import '#customers'; import './demo/index.ts'; import '#platform/clock';`,
  'demo/index.ts': `import '#pressure'; import '#customers';`,
  'customers/index.ts': `export { Customers } from './customers.service.ts';`,
  'customers/customers.service.ts': `import '#platform/clock'; import './customers.repository.ts'; export class Customers {}`,
  'customers/customers.repository.ts': `import 'typeorm'; import '@nestjs/typeorm'; import './customer.entity.ts';`,
  'customers/customer.entity.ts': `import { Entity } from 'typeorm'; @Entity() export class Customer {}`,
  'pressure/index.ts': `import '#customers'; export type { Pressure } from './rules/verdict.ts';`,
  'pressure/rules/verdict.ts': `import 'luxon'; import '#platform/values'; import type { Customers } from '#customers';
    export type Pressure = Customers;`,
  'pressure/rules/verdict.spec.ts': `import 'fast-check'; import './verdict.ts';`,
  'interactions/index.ts': `import '#pressure'; export {};`,
  'surveys/a.spec.ts': `export {};`,
  'surveys/b.ts': `export {};`,
  'reviews/review.entity.ts': `export class Review {}`,
  'reviews/index.ts': `export {};`,
  'platform/clock/clock.ts': `export {};`,
  'platform/clock/index.ts': `import './clock.ts'; export {};`,
  'platform/values/index.ts': `import 'libphonenumber-js'; export {};`,
  'platform/database/index.ts': `import 'typeorm'; export {};`,
};

describe('the architecture check', () => {
  const house = join(root, '.test-data', 'architecture');
  let clean: Violation[];
  let planted: Violation[];

  beforeAll(async () => {
    build(house, GOOD);
    clean = await cruise(house);
    const bad = Object.fromEntries(PLANTED.map(([, file, statement]) => [file, `${statement} export {};`]));
    build(house, { ...GOOD, ...bad, 'surveys/b.ts': `import './a.ts';` });
    planted = await cruise(house);
  }, 120_000);

  afterAll(() => rmSync(house, { recursive: true, force: true }));

  it('finds nothing in a house that keeps the rules', () => {
    expect(clean).toEqual([]);
  });

  it.each(PLANTED)('%s: refuses %s with %s', (rule, file, _statement, leadsTo) => {
    const found = planted.filter(({ from }) => from === `src/${file}`);
    expect(found.filter((violation) => violation.rule.name === rule && violation.to.includes(leadsTo))).toHaveLength(1);
  });

  it('has a planted violation for every rule', () => {
    const { forbidden } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as Rules;
    const caught = new Set(planted.map(({ rule }) => rule.name));
    const names = forbidden.map(({ name }) => name).filter((name) => !name.startsWith('way-'));
    expect(names.filter((name) => !caught.has(name))).toEqual([]);
  });

  it('lets every station call the earlier ones, and none of the later or its siblings', async () => {
    const pairs = way.flatMap((from) => way.filter((to) => to !== from).map((to) => [from, to] as const));
    const indexes = way.map((folder) => [`${folder}/index.ts`, 'export {};']);
    const calls = pairs.map(([from, to]) => [`${from}/knows-${to}.ts`, `import '../${to}/index.ts';`]);
    build(house, Object.fromEntries([...indexes, ...calls]));
    const refused = (await cruise(house)).map(({ rule, from, to }) => `${rule.name}: ${from} ${to}`);
    const station = (folder: string) => stations.findIndex((group) => group.includes(folder));
    const forbidden = pairs.filter(([from, to]) => station(to) >= station(from));
    expect(refused.sort()).toEqual(
      forbidden.map(([from, to]) => `way-${from}: src/${from}/knows-${to}.ts src/${to}/index.ts`).sort(),
    );
  });
});

interface Rules {
  readonly forbidden: readonly { readonly name: string }[];
}

describe('the way', () => {
  it('has every folder of src in its order', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).filter((name) => !['platform', 'demo', ...way].includes(name))).toEqual([]);
  });

  it('is the order in which app.module.ts puts the stations together', () => {
    const source = readFileSync(join(root, 'src', 'app.module.ts'), 'utf8').replace(/^import[^;]*;/gm, '');
    const named = [...source.matchAll(/\b([A-Z]\w+)Module\b/g)].map(([, name]) => (name ?? '').toLowerCase());
    expect(named.filter((name) => way.includes(name))).toEqual(present);
  });

  it('is the order of the table in README', () => {
    const section = readFileSync(join(root, 'README.md'), 'utf8')
      .split(/^## /m)
      .find((part) => part.startsWith('The way\n'));
    const folders = [...(section ?? '').matchAll(/^\| *`?([a-z]+)\/?`? *\|/gm)].map(([, name]) => name ?? '');
    expect(folders.filter((name) => !['folder', 'platform', 'demo'].includes(name) && !way.includes(name))).toEqual([]);
    expect(folders.filter((name) => present.includes(name))).toEqual(present);
  });
});

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

/** A copy of the repository's settings with a src of our own. */
function build(house: string, files: Record<string, string>): void {
  rmSync(house, { recursive: true, force: true });
  mkdirSync(house, { recursive: true });
  for (const file of ['package.json', 'tsconfig.json', 'architecture.json', '.dependency-cruiser.cjs']) {
    cpSync(join(root, file), join(house, file));
  }
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, 'src', file)), { recursive: true });
    writeFileSync(join(house, 'src', file), text);
  }
}

async function cruise(house: string): Promise<Violation[]> {
  const depcruise = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [depcruise, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'];
  const output = await new Promise<string>((resolve) =>
    execFile(process.execPath, args, { cwd: house, maxBuffer: 1e8 }, (_error, stdout) => resolve(stdout)),
  );
  return (JSON.parse(output) as { summary: { violations: Violation[] } }).summary.violations;
}
