import { readTeam, typedTeam } from './team-form.ts';

const posted = {
  key: 'lyon',
  name: ' Lyon 2 ',
  zone: 'Europe/Paris',
  country: 'fr',
  region: '',
  'hours-1': '9:00-12:00, 14:00-18:00',
  'hours-6': '',
  members: '0199f3a2-7c1e-7000-8000-000000000001',
};

const codes = (change: object) => {
  const read = readTeam(typedTeam({ ...posted, ...change }));
  return 'errors' in read ? read.errors.map(({ path, code }) => `${path} ${code}`) : [];
};

describe('the form of a team', () => {
  it('gives a calendar of the days it opens', () => {
    expect(readTeam(typedTeam(posted))).toEqual({
      name: 'Lyon 2',
      calendar: {
        zone: 'Europe/Paris',
        hours: {
          1: [
            { from: '09:00', to: '12:00' },
            { from: '14:00', to: '18:00' },
          ],
        },
        holidays: { country: 'FR' },
      },
      members: ['0199f3a2-7c1e-7000-8000-000000000001'],
    });
  });

  it('takes no, one or several members, and nothing that is no id', () => {
    const id = '0199f3a2-7c1e-7000-8000-000000000002';
    expect(typedTeam({}).members).toEqual([]);
    expect(typedTeam({ members: [id, 'x', { $ne: 1 }] }).members).toEqual([id]);
  });

  it('reads anything at all without falling over', () => {
    for (const body of [null, undefined, 'text', 7, [], { name: ['a', 'b'] }]) expect(typedTeam(body).name).toBe('');
  });

  it.each([
    [{ key: 'Lyon 2' }, ['key wrong-format']],
    [{ name: '' }, ['name required']],
    [{ name: 'x'.repeat(101) }, ['name too-long']],
    [{ zone: '+02:00' }, ['zone zone-unknown']],
    [{ country: 'France' }, ['country wrong-format']],
    [{ 'hours-3': 'always' }, ['hours-3 hours-unreadable']],
    [{ 'hours-1': '' }, ['hours-1 never-open']],
    [{ country: '' }, []],
  ])('answers %j with %j', (change, faults) => {
    expect(codes(change)).toEqual(faults);
  });
});
