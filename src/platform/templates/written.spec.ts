import { WrittenTexts } from './written.ts';

const texts = new WrittenTexts();
const VARIABLES = ['brand', 'firstName', 'at'];
const reader = { language: 'fr' as const, zone: 'Europe/Paris', now: new Date('2026-05-12T08:00:00Z') };
const told = (source: string) =>
  texts
    .faults(source, VARIABLES)
    .map(({ code, line, name }) => `${line} ${code}${code === 'broken' ? '' : ` ${name}`}`);

describe('a text that people wrote', () => {
  it('shows its variables, in plain text', () => {
    const source =
      '{{#if firstName}}Bonjour {{firstName}}{{else}}Bonjour{{/if}} : {{brand}}, le {{date at style="short"}}';
    const values = { brand: 'A & B', firstName: '<Léa>', at: new Date('2026-05-12T08:00:00Z') };
    expect(texts.faults(source, VARIABLES)).toEqual([]);
    expect(texts.render(source, values, reader)).toBe('Bonjour <Léa> : A & B, le 12 mai');
    expect(texts.render(source, { ...values, firstName: null }, reader)).toMatch(/^Bonjour : /);
  });

  it.each<[string, string, string[]]>([
    ['an unknown variable', 'a\n{{prenom}}', ['2 unknown-variable prenom']],
    ['an unknown variable in a condition', '{{#if nom}}a{{/if}}', ['1 unknown-variable nom']],
    ['an unknown variable under a condition', '{{#if brand}}\n{{nom}}{{/if}}', ['2 unknown-variable nom']],
    ['a variable of another place', '{{../brand}}', ['1 unknown-variable ../brand']],
    ['a way into a value', '{{brand.constructor}}', ['1 unknown-variable brand.constructor']],
    ['what every object has', '{{constructor}}', ['1 unknown-variable constructor']],
    ['what the engine keeps', '{{@root.brand}}', ['1 unknown-variable @root.brand']],
    ['everything at once', '{{this}}', ['1 unknown-variable this']],
    ['a value as it is', '{{{brand}}}', ['1 unescaped brand']],
    ['a value as it is, the old way', '{{&brand}}', ['1 unescaped brand']],
    ['a partial', '{{> flash}}', ['1 partial PartialStatement']],
    ['a partial block', '{{#> card}}{{/card}}', ['1 partial PartialBlockStatement']],
    ['a decorator', '{{* x}}', ['1 partial Decorator']],
    ['an inline partial', '{{#*inline "x"}}{{/inline}}', ['1 partial DecoratorBlock']],
    ['a helper it does not have', '{{lookup brand "x"}}', ['1 unknown-helper lookup']],
    ['a helper within a helper', '{{date (lookup brand "x")}}', ['1 unknown-helper lookup']],
    ['a loop', '{{#each brand}}a{{/each}}', ['1 unknown-helper each']],
    ['a change of place', '{{#with brand}}a{{/with}}', ['1 unknown-helper with']],
    ['a word of ours', '{{t "users.title"}}', ['1 unknown-helper t']],
    ['a block that is not closed', 'a\nb\n{{#if brand}}', ['3 broken']],
    ['braces that are not closed', 'a\n{{brand', ['2 broken']],
  ])('is refused with %s', (_, source, faults) => {
    expect(told(source)).toEqual(faults);
    const values = { brand: 'a', firstName: 'b', at: new Date(0) };
    expect(() => texts.render(source, values, reader)).toThrow(/has faults/);
  });
});
