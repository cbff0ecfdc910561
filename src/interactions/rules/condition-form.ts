import { isFlag, OPS, yesOrNo, type Condition, type Op, type Scalar } from './conditions.ts';

/** A condition as typed. A free attribute is chosen as `attributes`, and named beside. */
export interface ConditionForm {
  readonly field: string;
  readonly name: string;
  readonly op: Op;
  readonly value: string;
  /** The highest, of `between`. */
  readonly upTo: string;
}

export const MOST_CONDITIONS = 10;
const EMPTY: ConditionForm = { field: '', name: '', op: 'is', value: '', upTo: '' };

/** The rows of a posted form that say something. */
export function typedConditions(text: (name: string) => string): ConditionForm[] {
  return Array.from({ length: MOST_CONDITIONS }, (_, n): ConditionForm => {
    const part = (name: string) => text(`conditions.${n}.${name}`);
    const op = OPS.find((one) => one === part('op')) ?? 'is';
    const [of, name = part('name')] = parted(part('field'));
    return { field: of, name: of === 'attributes' ? name : '', op, value: part('value'), upTo: part('upTo') };
  }).filter(({ field }) => field !== '');
}

/** As many rows as there are conditions, and one more to fill. */
export function conditionRows(conditions: readonly ConditionForm[]): ConditionForm[] {
  return conditions.length < MOST_CONDITIONS ? [...conditions, EMPTY] : [...conditions];
}

export function conditionForm({ field, op, value }: Condition): ConditionForm {
  const [of, name = ''] = parted(field);
  const values = (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
  const [low = '', high = ''] = values;
  return { field: of, name, op, value: op === 'between' ? low : values.join(', '), upTo: op === 'between' ? high : '' };
}

/** As a program would send it; what cannot be read is left as typed. */
export function sentCondition({ field, name, op, value, upTo }: ConditionForm): Record<string, unknown> {
  const of = field === 'attributes' ? `attributes.${name}` : field;
  switch (op) {
    case 'present':
    case 'absent':
      return { field: of, op };
    case 'between':
      return { field: of, op, value: [scalar(of, value), scalar(of, upTo)] };
    case 'one-of':
      return { field: of, op, value: value.split(',').flatMap((one) => (one.trim() ? [scalar(of, one)] : [])) };
    default:
      return { field: of, op, value: scalar(of, value) };
  }
}

function parted(field: string): [of: string, name?: string] {
  return field.startsWith('attributes.') ? ['attributes', field.slice('attributes.'.length)] : [field];
}

/** A number as people write it, in French or English; `007` stays a text. */
function scalar(field: string, typed: string): Scalar {
  const text = typed.trim();
  if (isFlag(field)) return yesOrNo(text) ?? text;
  return /^-?(0|[1-9]\d{0,14})([.,]\d{1,9})?$/.test(text) ? Number(text.replace(',', '.')) : text;
}
