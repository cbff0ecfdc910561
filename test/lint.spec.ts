import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

describe('the lint rules of the house', () => {
  const everywhere = `
    import { env } from 'node:process';
    export const now = new Date();
    export const alsoNow = Date.now();
    export const chance = Math.random();
    export const setting = process.env['PORT'] ?? env['PORT'];
    export const anything: any = 1;
    export const sure = [1][0]!;
    export const loose = setting == null;
    export function swallow() {
      try { void Promise.resolve(); } catch { /* nothing */ }
      Promise.resolve();
    }
    export function long() {
      ${'void 0;\n'.repeat(41)}
    }
    ${'// a line\n'.repeat(250)}`;

  it('catch, in the program, everything that has a keeper or is forbidden', () => {
    expect(lint('src/main.ts', everywhere)).toEqual([
      '@typescript-eslint/no-explicit-any',
      '@typescript-eslint/no-floating-promises',
      '@typescript-eslint/no-non-null-assertion',
      'eqeqeq',
      'max-lines',
      'max-lines-per-function',
      'no-restricted-imports',
      'no-restricted-properties: Date.now',
      'no-restricted-properties: Math.random',
      'no-restricted-properties: process.env',
      'no-restricted-syntax: CatchClause',
      'no-restricted-syntax: Date',
    ]);
  });

  it('leave time and chance to the clock, and the environment to the configuration', () => {
    const restricted = (file: string) => lint(file, everywhere).filter((found) => found.startsWith('no-restricted'));
    expect(restricted('src/platform/clock/index.ts')).toEqual([
      'no-restricted-imports',
      'no-restricted-properties: process.env',
      'no-restricted-syntax: CatchClause',
    ]);
    expect(restricted('src/platform/config/index.ts')).toEqual([
      'no-restricted-properties: Date.now',
      'no-restricted-properties: Math.random',
      'no-restricted-syntax: CatchClause',
      'no-restricted-syntax: Date',
    ]);
  });

  it('leave specs their length and the real clock', () => {
    expect(lint('test/lint.spec.ts', everywhere)).toEqual([
      '@typescript-eslint/no-explicit-any',
      '@typescript-eslint/no-floating-promises',
      '@typescript-eslint/no-non-null-assertion',
      'eqeqeq',
      'no-restricted-syntax: CatchClause',
    ]);
  });
});

/** The rules that a text breaks, were it this file; the file must exist, for its types. */
function lint(file: string, text: string): string[] {
  const args = [
    join(root, 'node_modules', 'eslint', 'bin', 'eslint.js'),
    '--stdin',
    '--stdin-filename',
    file,
    '--format',
    'json',
  ];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, input: text, encoding: 'utf8' });
  if (!stdout) throw new Error(stderr);
  const [{ messages }] = JSON.parse(stdout) as [{ messages: { ruleId: string; message: string }[] }];
  return [...new Set(messages.map(({ ruleId, message }) => ruleId + detail(ruleId, message)))].sort();
}

function detail(ruleId: string, message: string): string {
  if (ruleId === 'no-restricted-properties') return `: ${/'(\w+\.\w+)'/.exec(message)?.[1]}`;
  if (ruleId === 'no-restricted-syntax') return message.startsWith('Catch') ? ': CatchClause' : ': Date';
  return '';
}
