import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Type } from 'typebox';
import {
  Allow,
  Caller,
  check,
  FormErrors,
  NO_FAULTS,
  Problem,
  schema,
  seeOther,
  Text,
  type SeeOther,
  USER_ROLES,
} from '#platform/http';
import type { FieldError, FormFaults, Principal, SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { normaliseEmail } from '#platform/values';
import { TeamsService } from './teams.service.ts';
import { UsersService } from './users.service.ts';
import { initialsOf, personRow, roleOptions } from './users.views.ts';

type Admin = Extract<Principal, { kind: 'user' }>;

const Role = Type.Enum([...USER_ROLES]);
const PeopleQuery = schema('PeopleQuery', Type.Object({ role: Type.Optional(Type.Union([Role, Type.Literal('')])) }), {
  coerce: true,
});
const NewPerson = schema(
  'NewPerson',
  Type.Object({ name: Text({ min: 1, max: 100 }), email: Text({ min: 3, max: 254 }), role: Role }),
);
const RoleChoice = schema('RoleChoice', Type.Object({ role: Role }));

const LIST = '/settings/people';

@Allow('admin')
@Controller('settings/people')
export class PeoplePagesController {
  constructor(
    private readonly users: UsersService,
    private readonly teams: TeamsService,
    private readonly forms: FormErrors,
    private readonly words: Words,
  ) {}

  @Get()
  async list(
    @Caller() admin: Admin,
    @Query({ schema: PeopleQuery }) { role }: SchemaOf<typeof PeopleQuery>,
  ): Promise<PageResult> {
    const [people, teams] = await Promise.all([this.users.list(role ? { role } : {}), this.teams.all()]);
    const rows = people.map((user) => personRow(user, teams));
    return page('users/people', { rows, role: role ?? '', clear: role ? LIST : null, roles: this.#roles(admin) });
  }

  @Get('new')
  ask(@Caller() admin: Admin): PageResult {
    return this.#blank(admin, { name: '', email: '', role: 'agent' });
  }

  /** The provisional password is in this answer and nowhere else, so there is no page to be sent on to. */
  @Post()
  async add(@Caller() admin: Admin, @Body() body: unknown): Promise<PageResult> {
    const given = check(NewPerson, body);
    const email = 'value' in given ? normaliseEmail(given.value.email) : null;
    if ('errors' in given) return this.#again(admin, body, given.errors);
    if (!email) return this.#again(admin, body, [{ path: 'email', code: 'wrong-format', message: '' }]);
    try {
      const { user, password } = await this.users.add({ ...given.value, email });
      const view = {
        secret: password,
        title: 'users.people.added',
        text: 'users.people.addedText',
        name: user.name,
        back: LIST,
      };
      return page('users/secret', view);
    } catch (problem) {
      if (problem instanceof Problem && problem.more.errors) return this.#again(admin, body, problem.more.errors);
      throw problem;
    }
  }

  @Get(':id')
  async show(@Caller() admin: Admin, @Param('id') id: string): Promise<PageResult> {
    const user = await this.#known(id);
    const teams = (await this.teams.all()).filter(({ members }) => members.includes(id));
    const { name, email, role, active } = user;
    return page('users/person', {
      id,
      name,
      email,
      role,
      active,
      initials: initialsOf(name),
      roles: this.#roles(admin),
      teams: teams.map((team) => ({ name: team.name, href: `/settings/teams/${team.id}` })),
    });
  }

  @Post(':id/role')
  async changeRole(
    @Param('id') id: string,
    @Body({ schema: RoleChoice }) { role }: SchemaOf<typeof RoleChoice>,
  ): Promise<SeeOther> {
    await this.users.changeRole(id, role);
    return seeOther(`${LIST}/${id}`, { word: 'users.people.roleChanged' });
  }

  @Post(':id/deactivate')
  async deactivate(@Param('id') id: string): Promise<SeeOther> {
    await this.users.deactivate(id);
    return seeOther(LIST, { word: 'users.people.deactivated', undo: `${LIST}/${id}/activate` });
  }

  @Post(':id/activate')
  async activate(@Param('id') id: string): Promise<SeeOther> {
    await this.users.activate(id);
    return seeOther(LIST, { word: 'users.people.activated' });
  }

  @Post(':id/reset')
  async reset(@Param('id') id: string): Promise<PageResult> {
    const { name } = await this.#known(id);
    const secret = await this.users.resetPassword(id);
    return page('users/secret', {
      secret,
      title: 'users.people.reset',
      text: 'users.people.resetText',
      name,
      back: `${LIST}/${id}`,
    });
  }

  async #known(id: string) {
    const user = await this.users.byId(id);
    if (!user) throw Problem.notFound('person', id);
    return user;
  }

  #again(admin: Admin, body: unknown, errors: readonly FieldError[]): PageResult {
    const { name = '', email = '', role = 'agent' } = (body ?? {}) as Record<string, string | undefined>;
    return this.#blank(admin, { name, email, role }, this.forms.explain(admin.language, errors, 'users'));
  }

  #blank(
    admin: Admin,
    typed: { name: string; email: string; role: string },
    faults: FormFaults = NO_FAULTS,
  ): PageResult {
    const status = faults.list.length > 0 ? 422 : 200;
    return page('users/person-new', { ...typed, roles: this.#roles(admin), faults }, { status });
  }

  #roles({ language }: Admin) {
    return roleOptions((key) => this.words.t(language, key));
  }
}
