import { createHash } from 'node:crypto';
import { HtmlValidate } from 'html-validate';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Words } from '#platform/i18n';
import { Templates, templatesFolder, type Shell } from '#platform/templates';
import { LANGUAGES, type Language } from '#platform/values';

/** A sample is one view, or a list of named cases; a case may change the shell around it. */
interface Case {
  case: string;
  view: object;
  shell?: Partial<Shell>;
}

/** Pages that stand alone, with their own style inside: they must open at once on an old phone, in one response. */
const standalone = ['answering/', 'sandbox/phone'];

const templates = new Templates(new Words({ missing: 'throw' }));
const checker = new HtmlValidate(
  JSON.parse(readFileSync(join(templatesFolder, '../.htmlvalidate.json'), 'utf8')) as ConstructorParameters<
    typeof HtmlValidate
  >[0] &
    object,
);
const item = { href: '/callbacks', icon: 'phone', label: 'shell.nav.callbacks', active: true, badge: 7 };

function shellIn(language: Language, more: Partial<Shell> = {}): Shell {
  return {
    language,
    theme: 'light',
    user: { name: 'Julie Morel', role: 'Superviseure', initials: 'JM', email: 'julie@example.test' },
    csrf: 'token',
    path: '/callbacks',
    sandbox: true,
    demo: false,
    nav: [
      { label: null, items: [item] },
      { label: 'shell.nav.settings', items: [{ ...item, active: false, badge: null }] },
    ],
    flash: { kind: 'done', text: 'Fait', undo: { action: '/undo' } },
    brand: { name: 'Chez Nous' },
    now: new Date('2026-05-19T09:30:00Z'),
    timeZone: 'Europe/Paris',
    ...more,
  };
}

function samplesOf(file: string): Case[] | null {
  const path = join(templatesFolder, file.replace(/(\.txt)?\.hbs$/, '.sample.json'));
  if (!existsSync(path)) return null;
  const content = JSON.parse(readFileSync(path, 'utf8')) as object;
  return Array.isArray(content) ? (content as Case[]) : [{ case: 'sample', view: content }];
}

const files = readdirSync(templatesFolder, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /^(pages|email|sms)\/.*\.hbs$/.test(file) && !/\/_[^/]+$/.test(file))
  .sort();

function rendered(file: string, one: Case, language: Language): string {
  const name = file.replace(/^pages\//, '').replace(/(\.txt)?\.hbs$/, '');
  const shell = shellIn(language, one.shell);
  if (file.startsWith('pages/')) return templates.renderPage(name, one.view, shell);
  const reader = { language, timeZone: shell.timeZone, now: shell.now };
  return file.endsWith('.txt.hbs')
    ? templates.renderText(name, one.view, reader)
    : templates.renderHtml(name, one.view, reader);
}

describe('every template', () => {
  it('has a sample beside it', () => {
    expect(files.filter((file) => samplesOf(file) === null)).toEqual([]);
  });

  const cases = files.flatMap((file) =>
    (samplesOf(file) ?? []).flatMap((one) => LANGUAGES.map((language) => [file, one.case, language, one] as const)),
  );

  it.each(cases)('renders %s (%s) in %s', (file, _case, language, one) => {
    const text = rendered(file, one, language);
    expect(text).not.toMatch(/\[object Object\]|⟦|undefined|NaN/);
    if (!file.startsWith('pages/')) return;
    const faults = faultsOf(text, file);
    const alone = standalone.some((folder) => file.startsWith(`pages/${folder}`));
    expect(faults.filter((fault) => !(alone && fault.includes('no-inline-style')))).toEqual([]);
    expect(scriptsInside(text)).toEqual([]);
    if (!alone) expect(text).not.toMatch(/<style|\sstyle=/);
  });
});

const WORDED = /(?<=\s(?:lang|aria-label|title|alt|placeholder|value|label|content|data-[\w-]+)=")[^"]+(?=")/g;
/** What pages without a fault look like when their words are left out. */
const known = new Set<string>();

/** Faults of the markup. Two languages mostly share it: what differs in nothing but words is looked at once. */
function faultsOf(text: string, file: string): string[] {
  const markup = text
    .replaceAll(WORDED, 'words')
    .replaceAll(/(?<=>)[^<]+(?=<)/g, (words) => (words.trim() ? 'words' : ''));
  const shape = createHash('sha256').update(markup).digest('hex');
  if (known.has(shape)) return [];
  const faults = checker
    .validateStringSync(text, file)
    .results.flatMap(({ messages }) =>
      messages.map(
        ({ line, ruleId, message }) => `${line}: ${message} (${ruleId})\n    ${text.split('\n')[line - 1]?.trim()}`,
      ),
    );
  if (faults.length === 0) known.add(shape);
  return faults;
}

describe('a fault planted in a page', () => {
  it.each([
    ['an inline script', '<script>alert(1)</script>'],
    ['an event attribute', '<button type="button" onclick="go()">Go</button>'],
  ])('is seen: %s', (_name, html) => {
    expect(scriptsInside(html)).not.toEqual([]);
  });

  it('is seen: a label without its control', () => {
    expect(checker.validateStringSync('<p><img src="x.png"></p>').valid).toBe(false);
  });
});

/** Scripts that the content policy would refuse: those written in the page, and event attributes. */
function scriptsInside(html: string): string[] {
  const scripts = [...html.matchAll(/<script(?![^>]*\ssrc=)(?![^>]*type="application\/(ld\+)?json")[^>]*>/g)];
  const events = [...html.matchAll(/<[^>]*\son[a-z]+\s*=/g)];
  return [...scripts, ...events].map((match) => match[0]);
}
