import { formatDuration, parseDuration } from '#platform/values';
import { conditionForm, sentCondition, typedConditions, type ConditionForm } from './condition-form.ts';
import type { Touchpoint } from './touchpoint.ts';

/** A length of time as typed: `3`, `days`. */
export interface LengthForm {
  readonly amount: string;
  readonly unit: Unit;
}

type Unit = 'minutes' | 'hours' | 'days';

/** What the form of a touchpoint holds, as typed or as kept. */
export interface TouchpointForm {
  readonly key: string;
  readonly nameFr: string;
  readonly nameEn: string;
  readonly questionnaire: string;
  /** `sms,email`: in order of preference. */
  readonly channels: string;
  readonly delay: LengthForm;
  readonly settle: LengthForm;
  readonly settleOn: string;
  readonly maxAge: LengthForm;
  readonly expiresAfter: LengthForm;
  readonly reminder1: LengthForm;
  readonly reminder2: LengthForm;
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
  /** In percent. */
  readonly sampling: string;
  readonly monthlyTarget: string;
  readonly priority: string;
  readonly position: string;
  /** With commas between. */
  readonly excludedSegments: string;
  readonly conditions: readonly ConditionForm[];
  readonly active: boolean;
}

const MINUTES: Readonly<Record<Unit, number>> = { days: 1440, hours: 60, minutes: 1 };
const LENGTHS = ['delay', 'settle', 'maxAge', 'expiresAfter', 'reminder1', 'reminder2'] as const;

export function typedTouchpoint(body: unknown): TouchpointForm {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name].trim() : '');
  const length = (name: string): LengthForm => ({ amount: text(`${name}.amount`), unit: unitOf(text(`${name}.unit`)) });
  return {
    key: text('key'),
    nameFr: text('nameFr'),
    nameEn: text('nameEn'),
    questionnaire: text('questionnaire'),
    channels: text('channels'),
    ...(Object.fromEntries(LENGTHS.map((name) => [name, length(name)])) as Record<
      (typeof LENGTHS)[number],
      LengthForm
    >),
    settleOn: text('settleOn') || 'last',
    days: [fields['window.days'] ?? []].flat().map(Number).filter(Number.isInteger),
    from: text('window.from'),
    to: text('window.to'),
    sampling: text('sampling'),
    monthlyTarget: text('monthlyTarget'),
    priority: text('priority'),
    position: text('position'),
    excludedSegments: text('excludedSegments'),
    conditions: typedConditions(text),
    active: text('active') !== '',
  };
}

export function formOf(touchpoint: Touchpoint): TouchpointForm {
  const [first, second] = touchpoint.reminders;
  return {
    key: touchpoint.key,
    nameFr: touchpoint.name.fr,
    nameEn: touchpoint.name.en ?? '',
    questionnaire: touchpoint.questionnaire,
    channels: touchpoint.channels.join(','),
    delay: lengthOf(touchpoint.delay),
    settle: lengthOf(touchpoint.settle),
    settleOn: touchpoint.settleOn,
    maxAge: lengthOf(touchpoint.maxAge),
    expiresAfter: lengthOf(touchpoint.expiresAfter),
    reminder1: lengthOf(first?.after),
    reminder2: lengthOf(second?.after),
    days: touchpoint.window.days,
    from: touchpoint.window.from,
    to: touchpoint.window.to,
    sampling: String(Math.round(touchpoint.sampling * 10_000) / 100),
    monthlyTarget: touchpoint.monthlyTarget === null ? '' : String(touchpoint.monthlyTarget),
    priority: String(touchpoint.priority),
    position: String(touchpoint.position),
    excludedSegments: touchpoint.excludedSegments.join(', '),
    conditions: touchpoint.conditions.map(conditionForm),
    active: touchpoint.active,
  };
}

/** The touchpoint as a program would send it; what cannot be read is left as typed, for the schema to refuse. */
export function sentTouchpoint(form: TouchpointForm): Record<string, unknown> {
  const {
    nameFr,
    nameEn,
    questionnaire,
    channels,
    days,
    from,
    to,
    sampling,
    monthlyTarget,
    priority,
    position,
    excludedSegments,
    active,
  } = form;
  const share = numberOf(sampling);
  return {
    name: { fr: nameFr, ...(nameEn && { en: nameEn }) },
    questionnaire,
    channels: listOf(channels),
    delay: isoOf(form.delay),
    settle: isoOf(form.settle),
    settleOn: form.settleOn,
    maxAge: isoOf(form.maxAge),
    expiresAfter: isoOf(form.expiresAfter),
    reminders: [form.reminder1, form.reminder2]
      .filter(({ amount }) => amount !== '')
      .map((length) => ({ after: isoOf(length) })),
    window: { days, from, to },
    sampling: typeof share === 'number' ? share / 100 : share,
    monthlyTarget: monthlyTarget === '' ? null : numberOf(monthlyTarget),
    priority: numberOf(priority),
    position: numberOf(position),
    excludedSegments: listOf(excludedSegments),
    conditions: form.conditions.map(sentCondition),
    active,
  };
}

/** The field of the form in which the fault of a path is to be corrected. */
export function fieldOf(path: string): string {
  const [field = '', part] = path.split('.');
  if (field === 'conditions') return `condition-${part ?? 0}`;
  if (field === 'name') return part === 'en' ? 'nameEn' : 'nameFr';
  return field === 'reminders' ? `reminder${Number(part ?? 0) + 1}` : field;
}

/** In the largest unit that leaves nothing over. */
function lengthOf(duration: string | undefined): LengthForm {
  const parsed = duration === undefined ? null : parseDuration(duration);
  if (!parsed || 'problem' in parsed) return { amount: '', unit: 'days' };
  const minutes = parsed.ms / 60_000;
  const unit = (Object.keys(MINUTES) as Unit[]).find((one) => minutes % MINUTES[one] === 0 && minutes > 0) ?? 'minutes';
  return { amount: String(minutes / MINUTES[unit]), unit };
}

function isoOf({ amount, unit }: LengthForm): string {
  const number = Number(amount);
  return Number.isFinite(number) && number >= 0 ? formatDuration(number * MINUTES[unit] * 60_000) : amount;
}

function unitOf(text: string): Unit {
  return text in MINUTES ? (text as Unit) : 'days';
}

function numberOf(text: string): number | string {
  return /^\d+(\.\d+)?$/.test(text.replace(',', '.')) ? Number(text.replace(',', '.')) : text;
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
}
