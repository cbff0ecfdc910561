import { monthsOf, periodOf } from './period.ts';

const now = new Date('2026-05-19T09:30:00Z');
const day = (text: string) => new Date(`${text}T00:00:00Z`);

describe('a period', () => {
  it.each([
    ['7d', '2026-05-13', '2026-05-06'],
    ['30d', '2026-04-20', '2026-03-21'],
    ['90d', '2026-02-19', '2025-11-21'],
  ] as const)('of %s ends with today and is compared with as many days before', (name, from, before) => {
    expect(periodOf(name, now)).toEqual({
      name,
      now: { from: day(from), to: day('2026-05-20') },
      before: { from: day(before), to: day(from) },
      grain: 'day',
    });
  });

  it('of twelve months begins with a month and is compared with the same dates a year earlier', () => {
    expect(periodOf('12m', now)).toEqual({
      name: '12m',
      now: { from: day('2025-06-01'), to: day('2026-05-20') },
      before: { from: day('2024-06-01'), to: day('2025-05-20') },
      grain: 'month',
    });
  });

  it('knows its months', () => {
    expect(monthsOf(periodOf('12m', now).now)).toHaveLength(12);
    expect(monthsOf({ from: day('2025-11-30'), to: day('2026-02-01') })).toEqual(['2025-11', '2025-12', '2026-01']);
  });
});
