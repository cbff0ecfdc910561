import { whereabouts, type Place } from './whereabouts.ts';

const nowhere: Place = { country: null, timeZone: null, phoneCountry: null, siteCountry: null, siteTimeZone: null };

describe('where a person is', () => {
  it.each<[Partial<Place>, string, string]>([
    [{}, 'FR', 'Europe/Paris'],
    [{ country: 'BE' }, 'BE', 'Europe/Brussels'],
    [{ country: 'JP' }, 'JP', 'Europe/Paris'],
    [{ phoneCountry: 'RE' }, 'RE', 'Indian/Reunion'],
    [{ phoneCountry: '001' }, 'FR', 'Europe/Paris'],
    [{ phoneCountry: 'RE', timeZone: 'Europe/Paris' }, 'RE', 'Europe/Paris'],
    [{ country: 'FR', phoneCountry: 'RE' }, 'FR', 'Europe/Paris'],
    [{ siteCountry: 'US', siteTimeZone: 'America/Chicago' }, 'US', 'America/Chicago'],
    [{ country: 'US', siteCountry: 'US', siteTimeZone: 'America/Chicago' }, 'US', 'America/Chicago'],
    [{ phoneCountry: 'BE', siteCountry: 'FR', siteTimeZone: 'Europe/Paris' }, 'BE', 'Europe/Brussels'],
  ])('%j: %s, %s', (place, country, timeZone) => {
    expect(whereabouts({ ...nowhere, ...place })).toEqual({ country, timeZone });
  });
});
