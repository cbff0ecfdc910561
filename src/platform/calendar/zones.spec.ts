import { inZone, isZone } from './zones.ts';

describe('a time zone', () => {
  it.each([
    ['Europe/Paris', true],
    ['Indian/Reunion', true],
    ['America/Cayenne', true],
    ['UTC', true],
    ['Europe/Lyon', false],
    ['+02:00', false],
    ['', false],
    ['local', false],
  ])('%p is known: %p', (name, expected) => {
    expect(isZone(name)).toBe(expected);
  });

  it('shows the same instant at its own hour, in summer and in winter', () => {
    expect(inZone(new Date('2026-07-01T12:00:00Z'), 'Europe/Paris').hour).toBe(14);
    expect(inZone(new Date('2026-01-01T12:00:00Z'), 'Europe/Paris').hour).toBe(13);
  });

  it('refuses what is no zone and what is no instant', () => {
    expect(() => inZone(new Date('2026-07-01T12:00:00Z'), 'Europe/Lyon')).toThrow(RangeError);
    expect(() => inZone(new Date('never'), 'Europe/Paris')).toThrow(RangeError);
  });
});
