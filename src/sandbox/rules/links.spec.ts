import { linksOf } from './links.ts';

describe('the links of a message', () => {
  it.each([
    ['none', 'Bonjour', null, []],
    ['one at the end of a sentence', 'Ici : http://localhost:3000/s/Ab-_3.', null, ['http://localhost:3000/s/Ab-_3']],
    ['the same twice', 'http://a.test/s/1 http://a.test/s/1', null, ['http://a.test/s/1']],
    [
      'of both sides',
      'http://a.test/s/1',
      '<a href="http://a.test/s/1?nps&#x3D;9&amp;x=1">9</a><a href="http://a.test/s/1">',
      ['http://a.test/s/1', 'http://a.test/s/1?nps=9&x=1'],
    ],
    ['not an anchor or a mail address', 'x', '<a href="#a"><a href="mailto:a@b.c">', []],
  ])('%s', (_, text, html, expected) => {
    expect(linksOf(text, html)).toEqual(expected);
  });
});
