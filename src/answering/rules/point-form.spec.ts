import { readPoint } from './point-form.ts';

const known = { sites: new Set(['lyon-2']), questionnaires: new Set(['csat-store']) };
const kiosk = { kind: 'kiosk', name: 'Caisse 1', site: 'lyon-2', questionnaire: 'csat-store', origin: '' };

it.each<[string, Record<string, string>, string]>([
  ['a kiosk', {}, 'ok null'],
  ['a kiosk’s origin is left out', { origin: 'https://x.example' }, 'ok null'],
  ['a widget', { kind: 'widget', origin: 'https://Shop.example/' }, 'ok https://shop.example'],
  ['a widget with a port', { kind: 'widget', origin: 'http://localhost:8080' }, 'ok http://localhost:8080'],
  ['a widget of nobody', { kind: 'widget' }, 'origin: not-an-origin'],
  [
    'a widget of more than a site',
    { kind: 'widget', origin: "https://x.example; script-src 'unsafe-inline'" },
    'origin: not-an-origin',
  ],
  ['a widget of every site', { kind: 'widget', origin: '*' }, 'origin: not-an-origin'],
  ['no name', { name: ' ' }, 'name: required'],
  ['a long name', { name: 'x'.repeat(81) }, 'name: too-long'],
  ['an unknown site', { site: 'nowhere' }, 'site: unknown'],
  ['an unknown questionnaire and kind', { kind: 'x', questionnaire: 'y' }, 'kind: required, questionnaire: required'],
])('%s', (_, changes, said) => {
  const read = readPoint({ ...kiosk, ...changes }, known);
  expect(
    'errors' in read ? read.errors.map(({ path, code }) => `${path}: ${code}`).join(', ') : `ok ${read.origin}`,
  ).toBe(said);
});
