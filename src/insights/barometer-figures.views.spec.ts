import { Words } from '#platform/i18n';
import { pText } from './barometer-figures.views.ts';
import { writerOf } from './writer.views.ts';

describe('the p-value of a change', () => {
  const writer = writerOf(new Words({ missing: 'throw' }), 'fr');

  it.each([
    [0.2449, 'p = 0,24'],
    [0.0499, 'p = 0,05'],
    [0.0421, 'p = 0,042'],
    [0.0017, 'p = 0,002'],
    [0.001, 'p = 0,001'],
    [0.0009, 'p < 0,001'],
    [0, 'p < 0,001'],
  ])('is never written as nothing: %d', (p, text) => {
    expect(pText(p, writer)).toBe(text);
  });
});
