import { readHours, writeHours } from './opening-hours.ts';

describe('opening hours as people write them', () => {
  it.each([
    ['', []],
    ['09:00-18:00', [{ from: '09:00', to: '18:00' }]],
    [
      '9:00-12:30, 14:00-18:30',
      [
        { from: '09:00', to: '12:30' },
        { from: '14:00', to: '18:30' },
      ],
    ],
    [
      '14h-18h30 ; 9h à 12h',
      [
        { from: '09:00', to: '12:00' },
        { from: '14:00', to: '18:30' },
      ],
    ],
    ['0:00 – 24:00', [{ from: '00:00', to: '24:00' }]],
  ])('reads %j', (text, spans) => {
    expect(readHours(text)).toEqual(spans);
  });

  it.each([
    'always',
    '9-18',
    '25:00-26:00',
    '09:60-10:00',
    '18:00-09:00',
    '09:00-09:00',
    '24:00-24:00',
    '9h-12h, 11h-14h',
  ])('cannot read %j', (text) => {
    expect(readHours(text)).toBeNull();
  });

  it('writes what it reads', () => {
    const spans = [
      { from: '09:00', to: '12:30' },
      { from: '14:00', to: '24:00' },
    ];
    expect(readHours(writeHours(spans))).toEqual(spans);
  });
});
