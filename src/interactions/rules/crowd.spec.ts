import { Crowd } from './crowd.ts';

const names = new Map([
  ['lea', 'home'],
  ['max', 'home'],
]);

describe('a crowd', () => {
  const crowd = new Crowd(names);
  crowd.welcome(
    new Map([
      ['lea', 'Europe/Paris'],
      ['max', 'Indian/Reunion'],
      ['ines', 'Europe/Brussels'],
    ]),
  );
  const of = (customer: string) => {
    const number = crowd.numberOf(customer);
    return { person: crowd.personOf(number), zone: crowd.zoneOf(number) };
  };

  it('numbers customers, and takes those who share a name for one person, each by their own clock', () => {
    expect([of('lea').person, of('max').person]).toEqual([0, 0]);
    expect(of('ines').person).toBe(2);
    expect(['lea', 'max', 'ines'].map((one) => of(one).zone)).toEqual([
      'Europe/Paris',
      'Indian/Reunion',
      'Europe/Brussels',
    ]);
  });

  it('tells strangers, each once, and has nothing to say of them', () => {
    expect(crowd.strangers(['zoe', 'lea', 'zoe', 'tom'])).toEqual(['zoe', 'tom']);
    expect(() => crowd.numberOf('zoe')).toThrow('never welcomed');
  });
});
