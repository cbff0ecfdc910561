import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Type } from 'typebox';
import { Brands } from '#platform/brand';
import { Allow, Caller, check, FormErrors, Key, NO_FAULTS, Problem, schema, seeOther } from '#platform/http';
import type { FieldError, Principal } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { formOfSite, sentSite, typedSite, type SiteForm } from './rules/site-form.ts';
import { siteOf } from './rules/site.ts';
import { SaveSite } from './sites.api.controller.ts';
import { SitesService } from './sites.service.ts';
import { brandOptions, holidayRegions, siteRows } from './sites.views.ts';

type Admin = Extract<Principal, { kind: 'user' }>;

const LIST = '/settings/sites';
const AsKey = schema('SiteKey', Type.Object({ key: Key }));
const NEW = formOfSite(siteOf('', { name: '' }));

@Allow('admin')
@Controller('settings/sites')
export class SitesPagesController {
  constructor(
    private readonly sites: SitesService,
    private readonly brands: Brands,
    private readonly forms: FormErrors,
    private readonly words: Words,
  ) {}

  @Get()
  async list(): Promise<PageResult> {
    const [brands, sites] = [await this.brands.all(), await this.sites.all()];
    return page('customers/sites', siteRows(sites, brands, LIST));
  }

  @Get('new')
  ask(@Caller() admin: Admin): Promise<PageResult> {
    return this.#form(admin, null, NEW);
  }

  @Post()
  async add(@Caller() admin: Admin, @Body() body: unknown) {
    const form = typedSite(body);
    const named = check(AsKey, { key: form.key });
    if ('errors' in named) return this.#form(admin, null, form, named.errors);
    if (await this.sites.byKey(form.key)) {
      return this.#form(admin, null, form, [{ path: 'key', code: 'key-taken', message: 'is the key of another site' }]);
    }
    return this.#save(admin, null, form);
  }

  @Get(':key')
  async show(@Caller() admin: Admin, @Param('key') key: string): Promise<PageResult> {
    const site = await this.sites.byKey(key);
    if (!site) throw Problem.notFound('site', key);
    return this.#form(admin, key, formOfSite(site));
  }

  @Post(':key')
  async change(@Caller() admin: Admin, @Param('key') key: string, @Body() body: unknown) {
    if (!(await this.sites.byKey(key))) throw Problem.notFound('site', key);
    return this.#save(admin, key, { ...typedSite(body), key });
  }

  async #save(admin: Admin, key: string | null, form: SiteForm) {
    const checked = check(SaveSite, sentSite(form));
    if ('errors' in checked) return this.#form(admin, key, form, checked.errors);
    try {
      await this.sites.save({ key: form.key, ...checked.value });
    } catch (problem) {
      if (problem instanceof Problem && problem.more.errors) return this.#form(admin, key, form, problem.more.errors);
      throw problem;
    }
    return seeOther(LIST, { word: 'customers.sites.saved' });
  }

  async #form(
    { language }: Admin,
    key: string | null,
    form: SiteForm,
    errors: readonly FieldError[] = [],
  ): Promise<PageResult> {
    const faults = errors.length === 0 ? NO_FAULTS : this.forms.explain(language, errors, 'customers');
    const to = key === null ? LIST : `${LIST}/${key}`;
    const view = {
      ...{ key, to, form, faults },
      brands: brandOptions(await this.brands.all()),
      holidayRegions: holidayRegions(this.words, language, form.holidayRegion),
    };
    return page('customers/site', view, { status: errors.length > 0 ? 422 : 200 });
  }
}
