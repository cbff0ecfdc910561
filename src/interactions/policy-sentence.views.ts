import type { FormFaults } from '#platform/http';
import type { Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import { exceptionText, scopeText, withRoom, type Names, type RuleForm, type Scope } from '#pressure';
import { sentenceOf, type Option, type Said } from './sentence.views.ts';

const SCOPES = ['all', 'hot', 'cold', 'channel:sms', 'channel:email'] as const;
const BEST = ['priority:1', 'priority:2', 'priority:3'];
const MOST_DAYS = 1095;
const MOST_PLACES = 1000;
const MOST_LISTED = 20;
const BLANK_SHARE = { for: '', places: '' };

interface Context {
  readonly words: Words;
  readonly language: Language;
  /** Names of touchpoints, by key. */
  readonly names: Names;
  readonly faults: FormFaults;
}

type Field = Said & {
  readonly min?: number;
  readonly max?: number;
  readonly most?: number;
  readonly required?: boolean;
  readonly placeholder?: string | null;
  readonly options?: readonly Option[];
  readonly any?: string | null;
};

/** The rules of a policy to be edited, each as sentences whose fields stand in the line. @param draft where the form is posted to be drawn again */
export function policyForm(context: Context, typed: readonly RuleForm[], draft: string) {
  return {
    rules: withRoom(typed).map((row, n) => ruleForm(context, row, n)),
    draft,
    faults: context.faults,
  };
}

function ruleForm(context: Context, row: RuleForm, n: number) {
  const { words, language, faults } = context;
  const fields = fieldsOf(context, row, `rules.${n}`);
  const sentence = (word: string, some: ReadonlyMap<string, Field> = fields) =>
    sentenceOf((marks) => words.t(language, `pressure.edition.${word}`, marks), some, faults.of);
  const title = words.t(language, 'pressure.ruleNumber', { number: n + 1 });
  const lines = (names: readonly string[]) => names.flatMap((name) => faults.of[`rules.${n}.${name}`] ?? []);
  return {
    n,
    title: row.key ? `${title} · ${row.key}` : title,
    lead: sentence('lead'),
    more: [sentence('gap'), sentence('rest'), sentence('counting')],
    shares: withOneMore(row.shares, BLANK_SHARE).map((share, m) =>
      sentence('share', shareFields(context, share, `rules.${n}`, m)),
    ),
    exceeds: [
      sentence('exceeds'),
      sentenceOf((marks) => Object.values(marks).join(' '), letFields(context, row.lets, `rules.${n}`), faults.of),
    ],
    name: sentence('name'),
    wrong: { shares: lines(['reserve']), exceeds: lines(['mayExceed']) },
  };
}

function fieldsOf(context: Context, row: RuleForm, at: string): Map<string, Field> {
  const { words, language } = context;
  const say = (word: string) => words.t(language, `pressure.${word}`);
  const label = (name: string) => say(`label.${name}`);
  const options = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: say(`choice.${group}.${value || 'no'}`) }));
  const of = (name: Exclude<keyof RuleForm, 'shares' | 'lets'>, kind: string, more: Partial<Field>) =>
    [
      name,
      { kind, name: `${at}.${name}`, fault: `${at}.${name}`, label: label(name), value: row[name], ...more },
    ] as const;
  const days = { min: 0, max: MOST_DAYS, placeholder: '0' };
  return new Map<string, Field>([
    of('scope', 'select', { options: scopeOptions(context, row.scope), any: null }),
    of('cap', 'number', { min: 0, max: MOST_PLACES, placeholder: null }),
    of('windowDays', 'number', { min: 1, max: MOST_DAYS, placeholder: null }),
    of('onExceed', 'select', { options: options('onExceed', ['suppress', 'wait']), any: null }),
    of('minGapDays', 'number', days),
    of('restAfterAnswerDays', 'number', days),
    of('countReminders', 'select', { options: options('countReminders', ['', 'true']), any: null }),
    of('apart', 'select', { options: options('apart', ['', 'true']), any: null }),
    of('exceeds', 'select', { options: options('exceeds', ['named', 'nobody', 'listed']), any: null }),
    of('key', 'text', { most: 64, required: false, placeholder: say('keyExample') }),
  ]);
}

function shareFields(
  context: Context,
  share: RuleForm['shares'][number],
  at: string,
  m: number,
): ReadonlyMap<string, Field> {
  const { words, language } = context;
  const common = { fault: `${at}.reserve` };
  const label = (name: string) => words.t(language, `pressure.label.${name}`);
  return new Map<string, Field>([
    [
      'places',
      {
        ...common,
        ...{ kind: 'number', name: `${at}.shares.${m}.places`, label: label('places'), value: share.places },
        ...{ min: 1, max: MOST_PLACES, placeholder: '0' },
      },
    ],
    [
      'for',
      {
        ...common,
        ...{ kind: 'select', name: `${at}.shares.${m}.for`, label: label('for'), value: share.for },
        ...{ options: shareOptions(context, share.for), any: words.t(language, 'pressure.choice.nobody') },
      },
    ],
  ]);
}

/** As many as are listed, and one more to fill: each a field of the same sentence. */
function letFields(context: Context, lets: readonly string[], at: string): ReadonlyMap<string, Field> {
  const { words, language, names } = context;
  const say = (word: string, params = {}) => words.t(language, `pressure.rule.${word}`, params);
  const known = ['after-callback', ...BEST, ...[...names.keys()].map((key) => `touchpoint:${key}`)];
  const fields = withOneMore(lets, '').map((value, m): [string, Field] => {
    const options = [...new Set([...known, ...(value ? [value] : [])])];
    return [
      `let${m}`,
      {
        ...{ kind: 'select', name: `${at}.lets.${m}`, fault: `${at}.mayExceed`, value },
        label: words.t(language, 'pressure.label.mayExceed'),
        options: options.map((name) => ({ value: name, label: exceptionText(name, say, names) })),
        any: words.t(language, 'pressure.choice.nobody'),
      },
    ];
  });
  return new Map(fields);
}

function scopeOptions({ words, language, names }: Context, current: string): Option[] {
  const all = [...SCOPES, ...[...names.keys()].map((key): Scope => `touchpoint:${key}`)];
  const values = new Set<string>([...all, current]);
  return [...values].map((value) => ({ value, label: scopeText(words, language, value as Scope, names) }));
}

function shareOptions({ words, language, names }: Context, current: string): Option[] {
  const values = new Set([
    'cold',
    ...[...names.keys()].map((key) => `touchpoint:${key}`),
    ...(current ? [current] : []),
  ]);
  return [...values].map((value) => ({
    value,
    label:
      value === 'cold' ? words.t(language, 'pressure.choice.cold') : (names.get(value.split(':')[1] ?? '') ?? value),
  }));
}

function withOneMore<Of>(list: readonly Of[], blank: Of): Of[] {
  return list.length < MOST_LISTED ? [...list, blank] : [...list];
}
