import { CHARTER, faultsOfQuiet, UNSET } from './quiet-hours.ts';

const codes = (changes: object) => faultsOfQuiet({ ...UNSET, ...changes }).map(({ path, code }) => `${path}: ${code}`);

describe('the hours of the organisation', () => {
  it('are the whole charter until somebody sets them', () => {
    expect(faultsOfQuiet(UNSET)).toEqual([]);
    expect(UNSET).toMatchObject(CHARTER);
  });

  it.each([
    ['a working day', { days: [1, 2, 3, 4, 5], from: '09:00', to: '19:00' }, []],
    ['Sundays and holidays, which the charter tolerates', { days: [7], holidays: true }, []],
    ['the charter’s last minute', { from: '21:29', to: '21:30' }, []],
    ['the minute before the charter’s first', { from: '07:59' }, ['from: outside-charter']],
    ['the minute after its last', { to: '21:31' }, ['to: outside-charter']],
    ['midnight', { from: '00:00', to: '24:00' }, ['from: outside-charter', 'to: wrong-format']],
    ['no time', { from: '', to: '8:00' }, ['from: wrong-format', 'to: wrong-format']],
    ['an end at the start', { from: '10:00', to: '10:00' }, ['to: ends-before']],
    ['an end before the start', { from: '18:00', to: '09:00' }, ['to: ends-before']],
    ['no day', { days: [] }, ['days: no-day']],
    ['a day of no week', { days: [0, 8, 1.5] }, ['days: no-day']],
  ])('may or may not be %s', (_, changes, faults) => {
    expect(codes(changes)).toEqual(faults);
  });
});
