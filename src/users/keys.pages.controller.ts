import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Type } from 'typebox';
import {
  Allow,
  Caller,
  check,
  FormErrors,
  NO_FAULTS,
  Routes,
  schema,
  seeOther,
  Text,
  type SeeOther,
} from '#platform/http';
import type { FormFaults, Principal, Scope } from '#platform/http';
import { page, type PageResult } from '#platform/templates';
import { KeysService } from './keys.service.ts';
import { keyRow, scopeGrid } from './users.views.ts';

type Admin = Extract<Principal, { kind: 'user' }>;

const Scopes = Type.Array(Text({ min: 1, max: 60 }), { minItems: 1, maxItems: 60 });
const NewKey = schema('NewKey', Type.Object({ name: Text({ min: 1, max: 100 }), scopes: Scopes }), { coerce: true });

const LIST = '/settings/keys';

@Allow('admin')
@Controller('settings/keys')
export class KeysPagesController {
  constructor(
    private readonly keys: KeysService,
    private readonly routes: Routes,
    private readonly forms: FormErrors,
  ) {}

  @Get()
  list(): Promise<PageResult> {
    return this.#page({ name: '', scopes: [] });
  }

  /** The key is in this answer and nowhere else, so there is no page to be sent on to. */
  @Post()
  async create(@Caller() admin: Admin, @Body() body: unknown): Promise<PageResult> {
    const given = check(NewKey, body);
    const known = this.#scopes();
    const scopes = 'value' in given ? known.filter((scope) => given.value.scopes.includes(scope)) : [];
    const errors = 'errors' in given ? given.errors : [];
    if (errors.length > 0 || scopes.length === 0) {
      const faults = errors.length > 0 ? errors : [{ path: 'scopes', code: 'too-few', message: '' }];
      const { name } = (body ?? {}) as { name?: unknown };
      return this.#page(
        { name: typeof name === 'string' ? name : '', scopes },
        this.forms.explain(admin.language, faults, 'users'),
      );
    }
    const { name } = (given as { value: { name: string } }).value;
    const secret = await this.keys.create({ name, scopes });
    return page('users/secret', {
      secret,
      title: 'users.keys.created',
      text: 'users.keys.createdText',
      name,
      back: LIST,
    });
  }

  @Post(':id/revoke')
  async revoke(@Param('id') id: string): Promise<SeeOther> {
    await this.keys.revoke(id);
    return seeOther(LIST, { word: 'users.keys.revoked' });
  }

  async #page(typed: { name: string; scopes: readonly string[] }, faults: FormFaults = NO_FAULTS): Promise<PageResult> {
    const status = faults.list.length > 0 ? 422 : 200;
    const keys = (await this.keys.list()).map(keyRow);
    const grid = scopeGrid(this.#scopes(), typed.scopes);
    return page(
      'users/keys',
      { keys, grid, all: typed.scopes.includes('admin'), name: typed.name, faults },
      { status },
    );
  }

  /** Those that some route of this process asks for, and the one that stands for all. */
  #scopes(): Scope[] {
    const asked = this.routes.all().flatMap(({ access }) => ('scope' in access ? [access.scope] : []));
    return [...new Set<Scope>([...asked, 'admin'])];
  }
}
