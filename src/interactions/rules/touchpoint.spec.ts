import { faultsOf, msOf, touchpointOf, type TouchpointInput } from './touchpoint.ts';

const QUIET = { days: [1, 2, 3, 4, 5, 6], from: '08:00', to: '21:30', holidays: false };
const faults = (more: Partial<TouchpointInput> = {}) =>
  faultsOf(
    touchpointOf('call', { name: { fr: 'Appel' }, questionnaire: 'ces-call', channels: ['sms'], ...more }),
    QUIET,
  ).map(({ path, code }) => `${path} ${code}`);

describe('a touchpoint', () => {
  it('is sound as it is made', () => {
    expect(faults()).toEqual([]);
  });

  it.each<[Partial<TouchpointInput>, string[]]>([
    [{ delay: 'P1M' }, ['delay wrong-format']],
    [{ delay: 'soon' }, ['delay wrong-format']],
    [{ delay: 'P90D' }, []],
    [{ delay: 'P90DT1S' }, ['delay too-long']],
    [{ settle: 'P31D' }, ['settle too-long']],
    [{ expiresAfter: 'PT0S' }, ['expiresAfter too-short']],
    [{ expiresAfter: 'P13W' }, ['expiresAfter too-long']],
    [{ reminders: [{ after: 'P3D' }, { after: 'P14D' }] }, ['reminders.1.after too-long']],
    [{ reminders: [{ after: 'PT0S' }] }, ['reminders.0.after too-short']],
    [{ window: { days: [1], from: '21:30', to: '23:00' } }, ['window never-opens']],
    [{ window: { days: [1], from: '21:29', to: '23:00' } }, []],
    [{ window: { days: [7], from: '10:00', to: '20:00' } }, ['window never-opens']],
    [{ window: { days: [6, 7], from: '10:00', to: '20:00' } }, []],
    [{ window: { days: [1], from: '12:00', to: '12:00' } }, ['window never-opens']],
  ])('given %j has the faults %j', (more, expected) => {
    expect(faults(more)).toEqual(expected);
  });

  it('measures durations in milliseconds', () => {
    expect(msOf('P1DT2H')).toBe(26 * 3_600_000);
    expect(() => msOf('P1M')).toThrow(RangeError);
  });
});
