import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Words } from '#platform/i18n';
import { page, Templates, wantsFragment, type Shell } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'templates-'));
const fr = { x: { title: 'Rappels', cases_one: '{{count}} cas', cases_other: '{{count}} cas' } };
const en = { x: { title: 'Callbacks', cases_one: 'one case', cases_other: '{{count}} cases' } };
const words = new Words({ fr, en, missing: 'throw' });
const shell = (more: Partial<Shell> = {}): Shell => ({
  language: 'fr',
  theme: null,
  user: null,
  csrf: 'c',
  path: '/',
  sandbox: false,
  demo: false,
  nav: [],
  brand: { name: 'Chez Nous' },
  now: new Date('2026-05-23T12:30:00Z'),
  timeZone: 'Europe/Paris',
  ...more,
});

function templates(files: Record<string, string>): Templates {
  const root = mkdtempSync(join(folder, 't-'));
  const sprite = '<svg><symbol id="phone" viewBox="0 0 24 24"></symbol></svg>';
  for (const [name, text] of Object.entries({ 'assets/vendor/icons.svg': sprite, ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return new Templates(words, root);
}
const one = (source: string, view: object, more?: Partial<Shell>) =>
  templates({ 'pages/a.hbs': source }).renderPage('a', view, shell(more));

afterAll(() => rmSync(folder, { recursive: true }));

describe('a page', () => {
  const site = templates({
    'layouts/app.hbs': '<title>{{title}} · {{@shell.brand.name}}</title>{{{aside}}}<main>{{{body}}}</main>',
    'partials/card.hbs': '<b>{{title}}</b>{{#if note}}<i>{{note}}</i>{{/if}}{{{body}}}',
    'partials/flash.hbs': '<output>{{flash.text}}</output>',
    'pages/callbacks/_case.hbs': '<p>{{name}}</p>',
    'pages/callbacks/show.hbs':
      '{{#layout "app" title=(t "x.title")}}{{#slot "aside"}}<nav>{{name}}</nav>{{/slot}}' +
      '{{#each cases}}{{#frame "card" title="T"}}{{> callbacks/_case this}}{{/frame}}{{/each}}{{/layout}}',
  });
  const view = { name: 'Zoé', note: 'around', cases: [{ name: '<Léa>', note: 'around' }] };

  it('stands in its layout; a frame sees its parameters and not what surrounds it', () => {
    expect(site.renderPage('callbacks/show', view, shell())).toBe(
      '<title>Rappels · Chez Nous</title><nav>Zoé</nav><main><b>T</b><p>&lt;Léa&gt;</p></main>',
    );
  });

  it('leaves what is written in several lines as it is, however far in its partial stands', () => {
    const files = {
      'partials/area.hbs': '<textarea>{{text}}</textarea>',
      'pages/a.hbs': '<p>\n    {{> area text=text}}\n</p>',
    };
    expect(templates(files).renderPage('a', { text: 'a\n  b' }, shell())).toContain('<textarea>a\n  b</textarea>');
  });

  it('is only its fragment when htmx asks, with the notice of the act', () => {
    const result = page('callbacks/show', { name: 'Léa' }, { fragment: '_case' });
    const flash = { kind: 'done', text: 'Pris' } as const;
    expect(site.render(result, shell({ flash }), true)).toBe('<p>Léa</p>\n<output>Pris</output>');
    expect(wantsFragment({ 'hx-request': 'true' })).toBe(true);
    expect(wantsFragment({ 'hx-request': 'true', 'hx-boosted': 'true' })).toBe(false);
    expect(wantsFragment({ 'hx-request': 'true', 'hx-history-restore-request': 'true' })).toBe(false);
  });
});

describe('a fault in a template', () => {
  it.each([
    ['a field the view lacks', '{{nobody}}'],
    ['a helper that does not exist', '{{shout name}}'],
    ['a word that does not exist', '{{t "x.nothing"}}'],
    ['a number that was not given', '{{number nobody}}'],
    ['an icon that is not in the sprite', '{{icon "unicorn"}}'],
    ['a partial that does not exist', '{{> nobody}}'],
  ])('is refused: %s', (_name, source) => {
    expect(() => one(source, { name: 'Zoé' })).toThrow('Template a');
  });

  it('is refused at the start when it does not parse, with its file', () => {
    expect(() => templates({ 'pages/b/c.hbs': '{{#if}}' })).toThrow('templates/pages/b/c.hbs');
  });
});

describe('what a template may say', () => {
  it.each([
    ['a plural', '{{plural "x.cases" n}}', 'one case'],
    ['a number, or that there is none', '{{number big}} {{number none}}', '1,234.5 –'],
    ['a signed score', '{{signed low}}', '−12'],
    ['a time', '{{dateTime at style="short"}}', '23 May at\u00a014:00'],
    [
      'an icon',
      '{{icon "phone"}}',
      /<svg class="icon" .* aria-hidden="true"><use href="\/assets\/vendor\/icons.svg\?v=\w+#phone">/,
    ],
    [
      'a relative time',
      '{{relative at}}',
      /<time datetime="2026-05-23T12:00:00.000Z" title="23 May.*" data-relative>30.minutes ago</,
    ],
    ['an address that keeps the filters', '{{url "/c" filters cursor="n" state=null}}', '/c?site=lyon&amp;cursor=n'],
    ['JSON that cannot end its script', '{{json filters.bad}}', '"\\u003c/script\\u003e"'],
    ['marked words, the rest escaped', '{{marked text marks}}', 'a <mark class="mark mark-insult">&lt;b&gt;</mark> c'],
  ])('%s', (_name, source, expected) => {
    const view = {
      n: 1,
      big: 1234.5,
      none: null,
      low: -12,
      at: '2026-05-23T12:00:00Z',
      filters: { site: 'lyon', state: 'late' },
      text: 'a <b> c',
      marks: [{ start: 2, end: 5, kind: 'insult' }],
    };
    const withBad = source.includes('bad') ? { ...view, filters: { bad: '</script>' } } : view;
    const text = one(source, withBad, { language: 'en' });
    if (typeof expected === 'string') expect(text).toBe(expected);
    else expect(text).toMatch(expected);
  });

  it('leaves the characters of a text message as they are', () => {
    const site = templates({ 'sms/ask.txt.hbs': "{{brand}}: l'avis <30 s>\n" });
    expect(site.renderText('sms/ask', { brand: 'A & B' }, { language: 'fr' })).toBe("A & B: l'avis <30 s>");
  });
});
