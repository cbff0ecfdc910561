import { formOfSite, sentSite, typedSite } from './site-form.ts';
import { faultsOfSite, siteOf } from './site.ts';

describe('a shop', () => {
  it('that says nothing of its place is in France, on the time of Paris', () => {
    expect(siteOf('lyon-2', { name: ' Lyon 2e ' })).toEqual({
      key: 'lyon-2',
      name: 'Lyon 2e',
      region: null,
      country: 'FR',
      holidayRegion: null,
      timeZone: 'Europe/Paris',
      position: 0,
      brand: null,
    });
  });

  it.each([
    [{ holidayRegion: 'alsace-moselle' }, []],
    [{ holidayRegion: '974', timeZone: 'Indian/Reunion' }, []],
    [{ holidayRegion: 'FR-974' }, []],
    [{ country: 'de', holidayRegion: 'by', timeZone: 'Europe/Berlin' }, []],
    [{ country: 'BE', holidayRegion: 'alsace-moselle' }, ['holidayRegion holiday-region-unknown']],
    [{ holidayRegion: 'bretagne' }, ['holidayRegion holiday-region-unknown']],
    [{ timeZone: '+02:00' }, ['timeZone timezone-invalid']],
    [{ timeZone: 'Europe/Lyon' }, ['timeZone timezone-invalid']],
    [{ name: '   ' }, ['name required']],
    [{ brand: 'outlet' }, []],
    [{ brand: 'elsewhere' }, ['brand brand-unknown']],
  ])('%j is answered with %j', (change, faults) => {
    const site = siteOf('lyon-2', { name: 'Lyon', ...change });
    expect(faultsOfSite(site, new Set(['default', 'outlet'])).map(({ path, code }) => `${path} ${code}`)).toEqual(
      faults,
    );
  });

  it.each(['all', 'transparency'])('cannot be called %s: the public reviews have a page there', (key) => {
    expect(faultsOfSite(siteOf(key, { name: 'Lyon' }), new Set())).toMatchObject([
      { path: 'key', code: 'key-reserved' },
    ]);
  });
});

describe('the form of a shop', () => {
  const metz = siteOf('metz', { name: 'Metz', region: 'Grand Est', holidayRegion: 'alsace-moselle', position: 3 });

  it('gives back the shop it was filled with', () => {
    const { key: _, ...input } = metz;
    expect(sentSite(typedSite(formOfSite(metz)))).toEqual(input);
  });

  it('leaves what it cannot read as typed', () => {
    expect(sentSite(typedSite({ ...formOfSite(metz), position: 'first', region: '' }))).toMatchObject({
      position: 'first',
      region: null,
    });
  });

  it('reads anything at all without falling over', () => {
    for (const body of [null, undefined, 'text', 7, [], { name: ['a'] }]) expect(typedSite(body).name).toBe('');
  });
});
