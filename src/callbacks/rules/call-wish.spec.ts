import { wishesCall } from './call-wish.ts';

it.each([
  ['rappelez-moi svp', true],
  ['Merci de me rappeler', true],
  ['Je voudrais qu’on me rappelle', true],
  ['je souhaite un rappel', true],
  ['Please call me', true],
  ['call me back', true],
  ['Ne me rappelez pas', false],
  ['pas besoin de me rappeler', false],
  ['no need to call me', false],
  ['on ne me rappelle jamais', false],
  ['je vous rappelle plus tard', false],
  ['le rappel de produit est bien fait', false],
  ['cela me rappelle mon enfance', false],
])('%s: %s', (text, wished) => {
  expect(wishesCall(text)).toBe(wished);
});
