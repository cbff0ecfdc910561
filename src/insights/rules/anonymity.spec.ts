import fc from 'fast-check';
import { fewestShown, shownGroups, type Group } from './anonymity.ts';

const each = (...names: string[]): Group[] => names.map((name) => ({ name, parts: [name] }));
const shown = (answers: Record<string, number>, families: Group[][], minimum = 5) =>
  [...shownGroups(new Map(Object.entries(answers)), families, minimum)].sort();

describe('groups that may be shown', () => {
  it.each([
    [{ a: 120, b: 40, c: 5 }, ['a', 'b', 'c']],
    [{ a: 120, b: 40, c: 4 }, ['a']],
    [{ a: 120, b: 40, c: 4, d: 1 }, ['a', 'b']],
    [{ a: 120, b: 4, c: 2 }, ['a']],
    [{ a: 120, b: 4 }, []],
    [{ a: 120, b: 40, c: 0 }, ['a', 'b']],
    [{ a: 4 }, []],
    [{ a: 5 }, ['a']],
  ])('of %j are %j: neither a few nor what is left without them', (answers, expected) => {
    expect(shown(answers, [each(...Object.keys(answers))])).toEqual(expected);
  });

  it('are counted with the minimum of the programme, never less than everywhere', () => {
    expect(shown({ a: 120, b: 40, c: 9 }, [each('a', 'b', 'c')], fewestShown(10))).toEqual(['a']);
    expect(shown({ a: 120, b: 40, c: 10 }, [each('a', 'b', 'c')], fewestShown(10))).toEqual(['a', 'b', 'c']);
    expect([fewestShown(0), fewestShown(5), fewestShown(12)]).toEqual([5, 5, 12]);
  });

  it('of two families together do not give a small part away', () => {
    const answers = { 'x/1': 40, 'x/2': 3, 'y/1': 30, 'y/2': 30 };
    const rows: Group[] = [
      { name: 'x', parts: ['x/1', 'x/2'] },
      { name: 'y', parts: ['y/1', 'y/2'] },
    ];
    const columns: Group[] = [
      { name: '1', parts: ['x/1', 'y/1'] },
      { name: '2', parts: ['x/2', 'y/2'] },
    ];
    expect(shown(answers, [rows, columns, each(...Object.keys(answers))])).toEqual(['1', '2', 'x', 'y']);
  });

  it('never leave one small part to be worked out, whatever the table', () => {
    const table = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(table, (counts) => {
        const cells = ['x/1', 'x/2', 'x/3', 'y/1', 'y/2', 'y/3'];
        const answers = Object.fromEntries(cells.map((cell, at) => [cell, counts[at] ?? 0]));
        const by = (at: number, levels: string[]): Group[] =>
          levels.map((level) => ({ name: level, parts: cells.filter((cell) => cell.split('/')[at] === level) }));
        const found = shown(answers, [by(0, ['x', 'y']), by(1, ['1', '2', '3']), each(...cells)]);
        const groups = [...by(0, ['x', 'y']), ...by(1, ['1', '2', '3']), ...each(...cells)];
        const sets = [cells, ...groups.filter(({ name }) => found.includes(name)).map(({ parts }) => parts)];
        const size = (of: readonly string[]) => of.reduce((sum, cell) => sum + (answers[cell] ?? 0), 0);
        if (size(cells) < 5) return;
        for (const outer of sets) {
          expect(size(outer)).toBeGreaterThanOrEqual(5);
          for (const inner of sets.filter((one) => one.every((cell) => outer.includes(cell)))) {
            const rest = size(outer) - size(inner);
            expect(rest === 0 || rest >= 5).toBe(true);
          }
        }
      }),
    );
  });
});
