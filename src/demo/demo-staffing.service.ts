import { Inject, Injectable } from '@nestjs/common';
import { IDENTITY, type Identity, type Principal } from '#platform/http';
import { TeamsService, UsersService } from '#users';
import type { Cast } from './chapter.ts';
import { emailOf, STAFF, STAFF_PASSWORD, TEAMS, type DemoStaff } from './rules/staff.ts';

/** Who works in the demonstration. */
@Injectable()
export class DemoStaffing {
  constructor(
    private readonly users: UsersService,
    private readonly teams: TeamsService,
    @Inject(IDENTITY) private readonly identity: Identity,
  ) {}

  async setUp(): Promise<void> {
    const ids = new Map<string, string>();
    for (const one of STAFF) {
      const email = emailOf(one);
      const { id } =
        (await this.users.byEmail(email)) ??
        (await this.users.add({ email, name: one.name, role: one.role, password: STAFF_PASSWORD })).user;
      ids.set(one.login, id);
    }
    for (const { key, name, calendar } of TEAMS) {
      if (await this.teams.byKey(key)) continue;
      const members = STAFF.filter(({ teams }) => teams.includes(key)).flatMap(({ login }) => ids.get(login) ?? []);
      await this.teams.add(key, { name, calendar, members });
    }
  }

  /** As the guard knows them: teams by name, as promises to customers call them. */
  async cast(): Promise<Omit<Cast, 'questionnaires'>> {
    const people = new Map<string, Person>();
    for (const one of STAFF) {
      const user = await this.users.byEmail(emailOf(one));
      const principal = user && (await this.identity.ofUser(user.id));
      if (principal?.kind === 'user') people.set(one.login, principal);
    }
    const teams = (await this.teams.all()).map(({ key, name, calendar }) => {
      const agents = STAFF.filter(({ role, teams: theirs }) => role === 'agent' && theirs.includes(key));
      return [name, { key, hours: calendar, agents: agents.flatMap(({ login }) => people.get(login) ?? []) }] as const;
    });
    const first = (role: DemoStaff['role']) => found(people, STAFF.find((one) => one.role === role)?.login);
    return { teams: new Map(teams), supervisor: first('supervisor'), moderator: first('marketing') };
  }
}

type Person = Extract<Principal, { kind: 'user' }>;

function found(people: ReadonlyMap<string, Person>, login = ''): Person {
  const person = people.get(login);
  if (!person) throw new Error(`${login} of the demonstration does not work here any more.`);
  return person;
}
