import fc from 'fast-check';
import { instantOf, isPosition, readingOf } from './span.ts';

const at = (text: string) => new Date(text);

describe('a span is read', () => {
  it.each([
    ['from whole days', '2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z', { from: '2026-05-01', to: '2026-06-01' }, []],
    ['from nothing when it is empty', '2026-05-01T00:00:00Z', '2026-05-01T00:00:00Z', null, []],
    ['from nothing when it ends first', '2026-05-02T08:00:00Z', '2026-05-01T07:00:00Z', null, []],
    [
      'with the rows of both ends',
      '2026-05-01T08:00:00Z',
      '2026-05-04T09:00:00Z',
      { from: '2026-05-02', to: '2026-05-04' },
      [
        ['2026-05-01T08:00:00Z', '2026-05-02T00:00:00Z'],
        ['2026-05-04T00:00:00Z', '2026-05-04T09:00:00Z'],
      ],
    ],
    [
      'from rows alone within a day',
      '2026-05-01T08:00:00Z',
      '2026-05-01T09:00:00Z',
      null,
      [['2026-05-01T08:00:00Z', '2026-05-01T09:00:00Z']],
    ],
    [
      'from rows alone across one midnight',
      '2026-05-01T23:00:00Z',
      '2026-05-02T01:00:00Z',
      null,
      [
        ['2026-05-01T23:00:00Z', '2026-05-02T00:00:00Z'],
        ['2026-05-02T00:00:00Z', '2026-05-02T01:00:00Z'],
      ],
    ],
  ])('%s', (_, from, to, days, edges) => {
    expect(readingOf({ from: at(from), to: at(to) })).toEqual({ days, edges: edges.map((edge) => edge.map(at)) });
  });

  it('without an end where none is given', () => {
    expect(readingOf({ from: null, to: null })).toEqual({ days: { from: null, to: null }, edges: [] });
    expect(readingOf({ from: at('2026-05-01T12:00:00Z'), to: null })).toEqual({
      days: { from: '2026-05-02', to: null },
      edges: [[at('2026-05-01T12:00:00Z'), at('2026-05-02T00:00:00Z')]],
    });
  });

  it('each instant of it once, and none beside it', () => {
    const instant = fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2026-01-05T00:00:00Z'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, instant, instant, (from, to, one) => {
        const { days, edges } = readingOf({ from, to });
        const day = one.toISOString().slice(0, 10);
        const inDays = days && (days.from ?? '') <= day && day < (days.to ?? '9') ? 1 : 0;
        const inEdges = edges.filter(([start, end]) => one >= start && one < end).length;
        expect(inDays + inEdges).toBe(one >= from && one < to ? 1 : 0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('an end of a span', () => {
  it.each([
    ['2026-05-01', 'from', '2026-05-01T00:00:00Z'],
    ['2026-05-01', 'to', '2026-05-02T00:00:00Z'],
    ['2026-05-01T10:00:00+02:00', 'from', '2026-05-01T08:00:00Z'],
    ['2026-05-01T10:00:00.250Z', 'to', '2026-05-01T10:00:00.250Z'],
  ] as const)('%s as %s is %s', (text, end, expected) => {
    expect(instantOf(text, end)).toEqual(at(expected));
  });

  it.each(['', 'yesterday', '2026-02-30', '2026-13-01', '2026-05-01T25:00:00Z', '2026-05-01T10:00:00', '1715000000'])(
    'is not %j',
    (text) => {
      expect(instantOf(text, 'from')).toBeNull();
    },
  );
});

describe('where a list was left', () => {
  it.each([
    ['2026-05-01T10:00:00.123456Z', true],
    ['2026-02-31T10:00:00.123456Z', false],
    ['2026-05-01T10:00:00.123Z', false],
    ['2026-05-01', false],
    ['now', false],
  ])('%s: %s', (text, expected) => {
    expect(isPosition(text)).toBe(expected);
  });
});
