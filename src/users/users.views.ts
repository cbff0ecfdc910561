import { USER_ROLES, type Scope } from '#platform/http';
import { writeHours } from './rules/opening-hours.ts';
import type { TeamForm } from './rules/team-form.ts';
import type { AuditFact } from './audit.repository.ts';
import type { Key } from './keys.service.ts';
import type { Team } from './teams.repository.ts';
import type { User } from './users.service.ts';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Says a key in the reader's language. */
type Say = (key: string) => string;

export function roleOptions(say: Say) {
  return USER_ROLES.map((role) => ({
    value: role,
    label: say(`platform.role.${role}`),
    hint: say(`users.roleText.${role}`),
  }));
}

export function displayOptions(say: Say) {
  return {
    languages: (['fr', 'en'] as const).map((value) => ({ value, label: say(`users.languages.${value}`) })),
    themes: [
      { value: '', label: say('users.preferences.themeSystem') },
      { value: 'light', label: say('users.preferences.themeLight') },
      { value: 'dark', label: say('users.preferences.themeDark') },
    ],
  };
}

export function initialsOf(name: string): string {
  const parts = name.split(/\s+/).filter(Boolean);
  return [parts[0], parts.length > 1 ? parts.at(-1) : ''].map((part) => part?.[0]?.toUpperCase() ?? '').join('');
}

export function personRow(user: User, teams: readonly Team[]) {
  const { id, name, email, role, active } = user;
  const own = teams.filter(({ members }) => members.includes(id)).map((team) => team.name);
  return {
    id,
    name,
    email,
    role,
    active,
    initials: initialsOf(name),
    teams: own.join(', '),
    href: `/settings/people/${id}`,
  };
}

/** Scopes as a grid: one line a station, reading and writing beside each other. */
export function scopeGrid(scopes: readonly Scope[], chosen: readonly string[]) {
  const stations = [
    ...new Set(scopes.flatMap((scope) => (scope === 'admin' ? [] : [scope.split(':')[0] as string]))),
  ].sort();
  return stations.map((station) => ({
    station,
    choices: scopes
      .filter((scope) => scope.startsWith(`${station}:`))
      .sort()
      .map((scope) => ({ scope, verb: scope.split(':')[1] as string, checked: chosen.includes(scope) })),
  }));
}

export function keyRow({ id, name, scopes, createdAt, revokedAt }: Key) {
  return { id, name, scopes, createdAt, revokedAt, dialog: `revoke-${id}` };
}

export function teamCard(team: Team, people: ReadonlyMap<string, User>) {
  const members = team.members.flatMap((id) => {
    const user = people.get(id);
    return user ? [{ name: user.name, initials: initialsOf(user.name) }] : [];
  });
  const hours = DAYS.map((day) => ({ day: String(day), hours: writeHours(team.calendar.hours[day] ?? []) }));
  return {
    id: team.id,
    name: team.name,
    key: team.key,
    zone: team.calendar.zone,
    href: `/settings/teams/${team.id}`,
    members,
    hours,
  };
}

export const NEW_TEAM: TeamForm = {
  key: '',
  name: '',
  zone: 'Europe/Paris',
  country: 'FR',
  region: '',
  hours: Object.fromEntries(DAYS.map((day) => [day, day <= 5 ? '09:00-18:00' : ''])),
  members: [],
};

export function formOf({ key, name, calendar, members }: Team): TeamForm {
  return {
    key,
    name,
    zone: calendar.zone,
    country: calendar.holidays?.country ?? '',
    region: calendar.holidays?.region ?? '',
    hours: Object.fromEntries(DAYS.map((day) => [day, writeHours(calendar.hours[day] ?? [])])),
    members,
  };
}

export function teamView(form: TeamForm, people: readonly User[]) {
  return {
    ...form,
    days: DAYS.map((day) => ({ name: `hours-${day}`, label: `users.day.${day}`, value: form.hours[day] ?? '' })),
    people: people.map(({ id, name, role, active }) => ({
      id,
      name,
      role,
      active,
      checked: form.members.includes(id),
    })),
  };
}

/** Key of the sentence that says this fact; its name where nobody wrote one yet. */
export function factWord(name: string): string {
  return `users.audit.fact.${name.replaceAll('.', '-')}`;
}

/** Where values have their words, by what the fact is about and its field. */
const VALUE_WORDS: Readonly<Record<string, string>> = {
  'invitation.from': 'invitations.status',
  'invitation.to': 'invitations.status',
  'invitation.cause': 'invitations.cause',
  'case.from': 'callbacks.status',
  'case.to': 'callbacks.status',
  'case.reason': 'callbacks.reason',
  'review.from': 'reviews.status',
  'review.to': 'reviews.status',
  'review.reason': 'reviews.reason',
  'wave.from': 'barometer.state',
  'wave.to': 'barometer.state',
  'wave.reason': 'barometer.reason',
  'barometer.reason': 'barometer.reason',
  'user.role': 'platform.role',
  'user.fields': 'users.audit.field',
  'customer.fields': 'users.audit.field',
  channel: 'invitations.channel',
};

/**
 * @param named names of people by id: facts hold ids only
 * @param wordFor what a key says in the reader's language, or null
 */
export function auditRow(
  { id, at, name, subject, data, actor, who, whom }: AuditFact,
  named: ReadonlyMap<string, string>,
  wordFor: (key: string) => string | null,
) {
  const [about = ''] = name.split('.');
  const say = (field: string) => (value: unknown) => {
    if (typeof value !== 'string') return JSON.stringify(value);
    const place = VALUE_WORDS[`${about}.${field}`] ?? VALUE_WORDS[field];
    return named.get(value) ?? (place ? wordFor(`${place}.${value}`) : null) ?? value;
  };
  const details = Object.entries(data)
    .filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
    .sort(([a], [b]) => Number(b === 'from') - Number(a === 'from'))
    .map(([field, value]) => ({ field, value: [value].flat().map(say(field)).join(', ') }));
  const [kind] = actor.split(':') as [string];
  return { id, at, name, subject, whom, kind, who, details };
}
