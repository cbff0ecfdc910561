import { readFileSync } from 'node:fs';
import { variables } from '#platform/config';

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

  it('shows both commands', () => {
    expect(readme).toMatch(/^npm start\b/m);
    expect(readme).toMatch(/^npm test\b/m);
  });
});
