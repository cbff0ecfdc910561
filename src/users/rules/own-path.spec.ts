import { cameFrom, ownPath } from './own-path.ts';

describe('the page after sign-in', () => {
  it.each(['/callbacks', '/callbacks?view=team&sort=due', '/reviews/7#reply', '/clients/%C3%A9'])(
    'is %s, ours',
    (next) => {
      expect(ownPath(next, '/home')).toBe(next);
    },
  );

  it.each([
    undefined,
    ['/callbacks'],
    '',
    'callbacks',
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    '/a\\..\\..//elsewhere.example',
    '/..//elsewhere.example',
    'javascript:alert(1)',
    '/sign-in',
    '/sign-out',
    '/sign-in?next=/sign-in',
    `/${'a'.repeat(2_001)}`,
    '/\u0000',
  ])('is the landing page when asked for %j', (next) => {
    expect(ownPath(next, '/home')).toBe('/home');
  });
});

describe('the page a form was sent from', () => {
  it.each([
    ['http://localhost:3000/callbacks?view=team', '/callbacks?view=team'],
    ['http://elsewhere.example/callbacks', '/home'],
    ['http://localhost:3000//elsewhere.example', '/home'],
    ['not an address', '/home'],
    [undefined, '/home'],
  ])('%s is %s', (referer, path) => {
    expect(cameFrom(referer, 'localhost:3000', '/home')).toBe(path);
  });
});
