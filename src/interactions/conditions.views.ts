import type { FormFaults } from '#platform/http';
import { format, type Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { Step } from '#pressure';
import { conditionRows, MOST_CONDITIONS, type ConditionForm } from './rules/condition-form.ts';
import { FIXED_FIELDS, isFlag, OPS, yesOrNo, type Condition } from './rules/conditions.ts';

const CONDITION = 'interactions.condition';

/** A condition as one says it: "the wait is at least 240", "the customer is a VIP". */
export function conditionText(words: Words, language: Language, { field, op, value }: Condition): string {
  const values = (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
  return worded(words, language, field, op, values);
}

/** A field as the middle of a sentence calls it. */
function fieldText(words: Words, language: Language, field: string): string {
  const name = /^attributes\.(.*)$/s.exec(field)?.[1];
  if (name !== undefined) return words.t(language, `${CONDITION}.attribute`, { name });
  const key = `${CONDITION}.field.${field}`;
  return words.has(language, key) ? words.t(language, key) : field;
}

/** What the ledger keeps of a condition, with what was found. */
export function conditionStep(words: Words, language: Language, { verdict, params }: Step): string {
  const [field = '', op = '', wanted = ''] = ['field', 'op', 'wanted'].map((name) => String(params[name] ?? ''));
  const condition = worded(words, language, field, op, wanted === '' ? [] : wanted.split(', '));
  const state = String(params['state']);
  if (state === 'unknown') return words.t(language, 'interactions.step.condition.unknown', { condition });
  const found =
    state === 'said'
      ? shown(words, language, field, String(params['found']))
      : words.t(language, `${CONDITION}.found.${state}`);
  return words.t(language, `interactions.step.condition.${verdict}`, { condition, found });
}

function worded(words: Words, language: Language, field: string, op: string, values: readonly string[]): string {
  const flag = isFlag(field) && (op === 'is' || op === 'is-not') ? yesOrNo(values[0]) : null;
  if (flag !== null) return words.t(language, `${CONDITION}.flag.${field}.${flag === (op === 'is') ? 'yes' : 'no'}`);
  const [low = '', high = ''] = values.map((value) => shown(words, language, field, value));
  const wanted = values.map((value) => shown(words, language, field, value)).join(', ');
  return words.t(language, `${CONDITION}.says.${op}`, { field: fieldText(words, language, field), wanted, low, high });
}

function shown(words: Words, language: Language, field: string, value: string): string {
  const flag = isFlag(field) ? yesOrNo(value) : null;
  if (flag !== null) return words.t(language, `${CONDITION}.${flag ? 'yes' : 'no'}`);
  return /^-?\d{1,15}(\.\d+)?$/.test(value) ? format.number(language, Number(value)) : value;
}

/** The rows of the form; attributes that events of the touchpoint had lately can be chosen by their name. */
export function conditionsView(
  words: Words,
  language: Language,
  typed: readonly ConditionForm[],
  {
    seen,
    faults,
    mayEdit,
  }: { readonly seen: readonly string[]; readonly faults: FormFaults['of']; readonly mayEdit: boolean },
) {
  const say = (word: string) => words.t(language, `${CONDITION}.${word}`);
  const named = typed.flatMap(({ field, name }) => (field === 'attributes' && name ? [name] : []));
  const attributes = [...new Set([...seen, ...named])].map((name) => `attributes.${name}`);
  const rows = mayEdit ? conditionRows(typed) : typed;
  return {
    rows: rows.map((row, n) => ({
      ...row,
      n,
      choice: row.field === 'attributes' && row.name ? `attributes.${row.name}` : row.field,
      flag: isFlag(row.field),
      value: isFlag(row.field) ? String(yesOrNo(row.value) ?? true) : row.value,
      error: faults[`condition-${n}`] ?? null,
    })),
    fields: [
      ...[...FIXED_FIELDS, ...attributes].map((value) => ({ value, label: fieldText(words, language, value) })),
      { value: 'attributes', label: say('other') },
    ],
    ops: OPS.map((value) => ({ value, label: say(`op.${value}`) })),
    answers: [
      { value: 'true', label: say('yes') },
      { value: 'false', label: say('no') },
    ],
    mayAdd: rows.length < MOST_CONDITIONS,
    mayEdit,
  };
}
