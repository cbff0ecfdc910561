import { Words } from '#platform/i18n';
import type { Ahead } from './barometer-opening.service.ts';
import { openingNotice } from './opening.views.ts';

const words = new Words({ missing: 'throw' });
const at = new Date('2027-04-04T00:00:00+02:00');
const refusal = { wave: 2, reason: 'wave-still-open', about: null, params: { number: 1 }, tryAt: at };
const ahead = (more: Partial<Ahead>): Ahead => ({
  ...{
    programme: { key: 'base', name: 'Annuel' },
    number: 2,
    at,
    nearness: 'soon',
    opening: 'by-itself',
    refusal: null,
  },
  ...more,
});

describe('what is said of the next wave', () => {
  it.each<[string, Partial<Ahead>, string, string]>([
    ['it opens by itself', {}, 'accent', 'Annuel, wave 2: opens by itself on 4 April 2027.'],
    [
      'it is to be opened',
      { opening: 'by-hand', nearness: 'due' },
      'soon',
      'Annuel, wave 2: to be opened, planned for 4 April 2027.',
    ],
    [
      'it is late',
      { opening: 'by-hand', nearness: 'passed' },
      'soon',
      'Annuel, wave 2: to be opened, planned for 4 April 2027.',
    ],
    [
      'it could not open',
      { nearness: 'due', refusal },
      'late',
      'Annuel, wave 2, planned for 4 April 2027: could not open. Wave 1 is still being sent: messages of both waves will go out at the same time.',
    ],
    [
      'it could not for want of words',
      { nearness: 'due', refusal: { ...refusal, reason: 'new' } },
      'late',
      'The plan does not allow it.',
    ],
    ['it could not, and is tried no more', { nearness: 'passed', refusal }, 'late', 'it is now opened by hand.'],
    [
      'its day is past',
      { nearness: 'passed' },
      'late',
      'could not open. Its day is a week past: it is now opened by hand.',
    ],
  ])('%s', (_, more, tone, text) => {
    const notice = openingNotice(words, 'en', ahead(more), true);
    expect([notice?.tone, notice?.href]).toEqual([tone, '/barometers/base']);
    expect(notice?.text.replaceAll(/\s/g, ' ')).toContain(text);
  });

  it('is nothing while somebody is to open it, and its day has not come', () => {
    expect(openingNotice(words, 'fr', ahead({ opening: 'by-hand' }), true)).toBeNull();
  });

  it('names the barometer where several are spoken of, and only there', () => {
    const texts = [true, false].map((named) => openingNotice(words, 'fr', ahead({}), named)?.text);
    expect(texts.map((text) => text?.startsWith('Annuel, vague'))).toEqual([true, false]);
  });
});
