import { readFileSync } from 'node:fs';
import { readConfig, variables } from '#platform/config';

const REQUIRED = {
  DATABASE_URL: 'postgres://a/b',
  SESSION_SECRET: 's'.repeat(32),
  ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
};
const readme = readFileSync('README.md', 'utf8');

describe('README', () => {
  it('lists the variables the program reads, with their meaning and default', () => {
    const table = readme.slice(readme.indexOf('## Variables'), readme.indexOf('## In production'));
    const rows = [...table.matchAll(/^\| `.*$/gm)].map(([row]) =>
      row
        .split('|')
        .slice(1, 4)
        .map((cell) => cell.trim()),
    );
    expect(rows).toEqual(variables.map(({ name, meaning, fallback }) => [`\`${name}\``, meaning, fallback ?? '']));
  });

  it('and the program keeps to them: an administrator is made when both of theirs are given, whatever the password', () => {
    const of = (env: Record<string, string>) => readConfig({ ...REQUIRED, ...env }, { embedded: false }).admin;
    const [ADMIN_EMAIL, ADMIN_PASSWORD] = ['you@example.com', 'short'];
    expect([of({ ADMIN_EMAIL }), of({ ADMIN_PASSWORD })]).toEqual([null, null]);
    expect(of({ ADMIN_EMAIL, ADMIN_PASSWORD })).toEqual({ email: ADMIN_EMAIL, password: ADMIN_PASSWORD });
  });

  it('shows both commands', () => {
    expect(readme).toMatch(/^npm start\b/m);
    expect(readme).toMatch(/^npm test\b/m);
  });
});

/** Of the variables, those that compose settles by itself. */
const SETTLED: Readonly<Record<string, string>> = {
  PORT: 'published as 3000, whatever it is inside',
  HOST: 'every address of the container',
  DATA_DIR: 'nothing is embedded',
  DATABASE_URL: 'the database beside it',
  REDIS_URL: 'the Redis beside it',
  ROLE: 'one to a service',
};

describe('docker-compose.yml', () => {
  const compose = readFileSync('docker-compose.yml', 'utf8');
  const given = /environment: &environment\n((?: {4}\S.*\n)+)/.exec(compose)?.[1] ?? '';

  it.each(variables.map(({ name }) => name).filter((name) => !(name in SETTLED)))('hands on %s of .env', (name) => {
    expect(given).toMatch(new RegExp(`^ {4}${name}: \\$\\{${name}:[-?]`, 'm'));
  });

  it('may leave the others empty: an empty variable is none', () => {
    const empty = Object.fromEntries(variables.map(({ name }) => [name, '']));
    const read = (env: Record<string, string>) => readConfig({ ...env, ...REQUIRED }, { embedded: false });
    expect(read(empty)).toEqual(read({}));
  });
});
