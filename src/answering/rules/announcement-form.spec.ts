import { readAnnouncement } from './announcement-form.ts';

const known = { touchpoints: new Set(['store-visit']), sites: new Set(['lyon']) };
const typed = { fr: ' Une caisse de plus le samedi. ', en: '', happenedOn: '2026-05-21' };

describe('an announcement', () => {
  it('is read with what it concerns, and with nothing where nothing was chosen', () => {
    const fr = 'Une caisse de plus le samedi.';
    const none = { en: null, touchpoint: null, site: null, theme: null };
    expect(readAnnouncement(typed, known)).toEqual({ ...none, fr, happenedOn: '2026-05-21' });
    const chosen = { touchpoint: 'store-visit', site: 'lyon', theme: 'wait' };
    expect(readAnnouncement({ ...typed, ...chosen, en: 'One more till.' }, known)).toMatchObject({
      ...chosen,
      en: 'One more till.',
    });
  });

  it.each([
    [{ fr: ' ' }, 'fr', 'required'],
    [{ fr: 'a'.repeat(301) }, 'fr', 'too-long'],
    [{ en: 'a'.repeat(301) }, 'en', 'too-long'],
    [{ happenedOn: '' }, 'happenedOn', 'not-a-day'],
    [{ happenedOn: '2026-02-30' }, 'happenedOn', 'not-a-day'],
    [{ happenedOn: '2026-02-3' }, 'happenedOn', 'not-a-day'],
    [{ touchpoint: 'moon' }, 'touchpoint', 'unknown'],
    [{ site: 'moon' }, 'site', 'unknown'],
    [{ theme: 'moon' }, 'theme', 'unknown'],
  ])('%j is refused', (wrong, path, code) => {
    expect(readAnnouncement({ ...typed, ...wrong }, known)).toEqual({ errors: [{ path, code, message: code }] });
  });
});
