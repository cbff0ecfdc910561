import { isZone, type BusinessCalendar } from '#platform/calendar';
import { readHours } from './opening-hours.ts';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const KEY = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the form of a team holds, as typed or as kept; hours by day of the week, 1 (Monday) to 7. */
export interface TeamForm {
  readonly key: string;
  readonly name: string;
  readonly zone: string;
  readonly country: string;
  readonly region: string;
  readonly hours: Readonly<Record<string, string>>;
  /** Ids of people. */
  readonly members: readonly string[];
}

interface Fault {
  path: string;
  code: string;
  message: string;
}

interface TeamRead {
  name: string;
  calendar: BusinessCalendar;
  members: readonly string[];
}

/** The fields of a posted form; what is missing or no text is empty. */
export function typedTeam(body: unknown): TeamForm {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string) => (typeof fields[name] === 'string' ? (fields[name] as string).trim() : '');
  const members = [fields['members'] ?? []]
    .flat()
    .filter((id): id is string => typeof id === 'string' && UUID.test(id));
  return {
    key: text('key'),
    name: text('name'),
    zone: text('zone'),
    country: text('country').toUpperCase(),
    region: text('region'),
    hours: Object.fromEntries(DAYS.map((day) => [day, text(`hours-${day}`)])),
    members,
  };
}

/** The team that a form describes, or what is wrong with it. A team that never opens could never keep a promise. */
export function readTeam(form: TeamForm): TeamRead | { errors: Fault[] } {
  const hours = DAYS.map((day) => [day, readHours(form.hours[day] ?? '')] as const);
  const errors = [
    ...(KEY.test(form.key) ? [] : [fault('key', 'wrong-format')]),
    ...(form.name.length > 0 ? [] : [fault('name', 'required')]),
    ...(form.name.length <= 100 ? [] : [fault('name', 'too-long')]),
    ...(isZone(form.zone) ? [] : [fault('zone', 'zone-unknown')]),
    ...(/^([A-Z]{2})?$/.test(form.country) ? [] : [fault('country', 'wrong-format')]),
    ...(/^[\w-]{0,20}$/.test(form.region) ? [] : [fault('region', 'wrong-format')]),
    ...hours.flatMap(([day, spans]) => (spans ? [] : [fault(`hours-${day}`, 'hours-unreadable')])),
    ...(hours.some(([, spans]) => spans === null || spans.length > 0) ? [] : [fault('hours-1', 'never-open')]),
  ];
  if (errors.length > 0) return { errors };
  const open = hours.flatMap(([day, spans]) => (spans && spans.length > 0 ? [[day, spans] as const] : []));
  const { name, zone, country, region, members } = form;
  const holidays = country ? { country, ...(region && { region }) } : undefined;
  return { name, calendar: { zone, hours: Object.fromEntries(open), ...(holidays && { holidays }) }, members };
}

function fault(path: string, code: string): Fault {
  return { path, code, message: code };
}
