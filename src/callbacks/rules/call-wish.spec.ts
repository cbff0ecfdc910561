import { callAsked, wishesCall } from './call-wish.ts';

it.each([
  ['rappelez-moi svp', true],
  ['Merci de me rappeler', true],
  ['Je voudrais qu’on me rappelle', true],
  ['je souhaite un rappel', true],
  ['Please call me', true],
  ['call me back', true],
  ['Qu’un conseiller me rappelle mercredi', true],
  ['J’attends votre appel', true],
  ['joignable samedi matin', true],
  ['can someone get in touch', true],
  ['I want to speak to a manager', true],
  ['pas besoin qu’on me rappelle', false],
  ['on devait me rappeler et personne ne l’a fait', false],
  ['you said you would call me', false],
  ['Si bien rangé que ça me rappelle mon enfance', false],
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

it.each([
  ['rappelez-moi svp', true],
  ['Oui tout va bien, pas besoin de me rappeler', false],
  ['Ne me rappelez pas', false],
  ['don’t call me', false],
  ['oui, vous ne me rappelez jamais', null],
  ['Yes, nobody called me', null],
  ['oui', null],
])('%s: asked %s', (text, asked) => {
  expect(callAsked(text)).toBe(asked);
});
