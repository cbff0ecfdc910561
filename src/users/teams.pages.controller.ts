import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Allow, Caller, FormErrors, NO_FAULTS, Problem, seeOther } from '#platform/http';
import type { FieldError, FormFaults, Principal } from '#platform/http';
import { page, type PageResult } from '#platform/templates';
import { readTeam, typedTeam, type TeamForm } from './rules/team-form.ts';
import type { Team } from './teams.repository.ts';
import { TeamsService } from './teams.service.ts';
import { UsersService } from './users.service.ts';
import { formOf, NEW_TEAM, teamCard, teamView } from './users.views.ts';

type Admin = Extract<Principal, { kind: 'user' }>;

const LIST = '/settings/teams';

@Allow('admin')
@Controller('settings/teams')
export class TeamsPagesController {
  constructor(
    private readonly teams: TeamsService,
    private readonly users: UsersService,
    private readonly forms: FormErrors,
  ) {}

  @Get()
  async list(): Promise<PageResult> {
    const teams = await this.teams.all();
    const people = await this.users.byIds([...new Set(teams.flatMap(({ members }) => members))]);
    return page('users/teams', { teams: teams.map((team) => teamCard(team, people)) });
  }

  @Get('new')
  ask(): Promise<PageResult> {
    return this.#form(null, NEW_TEAM);
  }

  @Post()
  async add(@Caller() admin: Admin, @Body() body: unknown) {
    const form = typedTeam(body);
    const read = readTeam(form);
    if ('errors' in read) return this.#again(admin, null, form, read.errors);
    try {
      await this.teams.add(form.key, read);
    } catch (problem) {
      if (problem instanceof Problem && problem.more.errors) return this.#again(admin, null, form, problem.more.errors);
      throw problem;
    }
    return seeOther(LIST, { word: 'users.teams.saved' });
  }

  @Get(':id')
  async show(@Param('id') id: string): Promise<PageResult> {
    return this.#form(id, formOf(await this.#known(id)));
  }

  @Post(':id')
  async change(@Caller() admin: Admin, @Param('id') id: string, @Body() body: unknown) {
    const form = { ...typedTeam(body), key: (await this.#known(id)).key };
    const read = readTeam(form);
    if ('errors' in read) return this.#again(admin, id, form, read.errors);
    await this.teams.change(id, read);
    return seeOther(LIST, { word: 'users.teams.saved' });
  }

  async #form(id: string | null, form: TeamForm, faults: FormFaults = NO_FAULTS): Promise<PageResult> {
    const people = (await this.users.list()).filter(
      ({ id: person, active }) => active || form.members.includes(person),
    );
    const status = faults.list.length > 0 ? 422 : 200;
    return page('users/team', { id, to: id ? `${LIST}/${id}` : LIST, ...teamView(form, people), faults }, { status });
  }

  async #known(id: string): Promise<Team> {
    const team = await this.teams.byId(id);
    if (!team) throw Problem.notFound('team', id);
    return team;
  }

  #again({ language }: Admin, id: string | null, form: TeamForm, errors: readonly FieldError[]): Promise<PageResult> {
    return this.#form(id, form, this.forms.explain(language, errors, 'users'));
  }
}
