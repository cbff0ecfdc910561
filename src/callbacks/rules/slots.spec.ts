import { freeSlots } from './slots.ts';

const DAY = [{ from: '10:00', to: '12:30' }];
const calendar = {
  zone: 'Europe/Paris',
  hours: { 1: DAY, 2: DAY, 3: DAY, 4: DAY, 5: DAY },
  holidays: { country: 'FR' },
};
const at = (now: string, { taken = [] as string[], people = 1, most = 3 } = {}) =>
  freeSlots(new Date(now), calendar, { taken: taken.map((one) => new Date(one)), people, most }).map(({ from }) =>
    from.toISOString().slice(5, 16),
  );

describe('hours a customer may choose', () => {
  it.each<[string, string, object, string[]]>([
    ['the whole hours of the next openings', '2026-05-19T06:00Z', {}, ['05-19T08:00', '05-19T09:00', '05-20T08:00']],
    ['not within half an hour', '2026-05-19T07:31Z', {}, ['05-19T09:00', '05-20T08:00', '05-20T09:00']],
    ['just within it', '2026-05-19T07:30Z', { most: 1 }, ['05-19T08:00']],
    ['not over a weekend and a holiday', '2026-05-22T10:00Z', { most: 1 }, ['05-26T08:00']],
    [
      'not what the only caller has promised',
      '2026-05-19T06:00Z',
      { taken: ['2026-05-19T08:00Z'], most: 1 },
      ['05-19T09:00'],
    ],
    [
      'what the second caller is free for',
      '2026-05-19T06:00Z',
      { taken: ['2026-05-19T08:00Z'], people: 2, most: 1 },
      ['05-19T08:00'],
    ],
    ['winter time', '2026-11-30T06:00Z', { most: 1 }, ['11-30T09:00']],
  ])('%s', (_, now, options, slots) => {
    expect(at(now, options)).toEqual(slots);
  });
});
