import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, Caller, check, FormErrors, Key, NO_FAULTS, Problem, schema, seeOther, Text } from '#platform/http';
import type { FieldError, Principal } from '#platform/http';
import { page, type PageResult } from '#platform/templates';
import { judgeColour, typedBrand, type BrandForm } from './brand-form.ts';
import { Brands, DEFAULT_BRAND } from './brand.service.ts';

type Admin = Extract<Principal, { kind: 'user' }>;

const LIST = '/settings/brand';
/** Words of the address, which no brand may be called. */
const RESERVED = new Set(['new', 'look']);
const SaveBrand = schema(
  'BrandForm',
  Type.Object({ key: Key, name: Text({ min: 1, max: 40 }), colour: Type.String({ pattern: '^#[0-9a-f]{6}$' }) }),
);

/** Under which names and colours customers know the organisation. */
@Allow('admin')
@Controller('settings/brand')
export class BrandPagesController {
  constructor(
    private readonly brands: Brands,
    private readonly forms: FormErrors,
  ) {}

  @Get()
  async list(): Promise<PageResult> {
    const brands = (await this.brands.all()).map((brand) => ({
      ...brand,
      href: `${LIST}/${brand.key}`,
      isDefault: brand.key === DEFAULT_BRAND,
      shades: judgeColour(brand.colour) ?? [],
    }));
    return page('platform/brands', { brands });
  }

  @Get('new')
  ask(@Caller() admin: Admin): PageResult {
    return this.#form(admin, null, { key: '', name: '', colour: '#1f6b5c' });
  }

  /** The customer's page in the colours that are being chosen; nothing is kept. */
  @Post('look')
  @HttpCode(200)
  look(@Body() body: unknown): PageResult {
    const form = typedBrand(body);
    const view = { ...viewOf(null, form), ...lookOf(form), faults: NO_FAULTS };
    return page('platform/brand', view, { fragment: '_look' });
  }

  @Post()
  async add(@Caller() admin: Admin, @Body() body: unknown) {
    const form = typedBrand(body);
    const isTaken = RESERVED.has(form.key) || (await this.brands.byKey(form.key)) !== null;
    if (isTaken) {
      return this.#form(admin, null, form, [{ path: 'key', code: 'key-taken', message: 'is taken' }]);
    }
    return this.#save(admin, null, form);
  }

  @Get(':key')
  async show(@Caller() admin: Admin, @Param('key') key: string): Promise<PageResult> {
    return this.#form(admin, key, await this.#known(key));
  }

  @Post(':key')
  async change(@Caller() admin: Admin, @Param('key') key: string, @Body() body: unknown) {
    await this.#known(key);
    return this.#save(admin, key, { ...typedBrand(body), key });
  }

  async #save(admin: Admin, key: string | null, form: BrandForm) {
    const checked = check(SaveBrand, form);
    if ('errors' in checked) return this.#form(admin, key, form, checked.errors);
    await this.brands.save(checked.value);
    return seeOther(LIST, { word: 'platform.brand.saved' });
  }

  #form({ language }: Admin, key: string | null, form: BrandForm, errors: readonly FieldError[] = []): PageResult {
    const faults = errors.length === 0 ? NO_FAULTS : this.forms.explain(language, errors, 'platform');
    return page('platform/brand', { ...viewOf(key, form), faults }, { status: errors.length > 0 ? 422 : 200 });
  }

  async #known(key: string): Promise<BrandForm> {
    const brand = await this.brands.byKey(key);
    if (!brand) throw Problem.notFound('brand', key);
    return brand;
  }
}

function viewOf(key: string | null, form: BrandForm) {
  const to = key === null ? LIST : `${LIST}/${key}`;
  return { key, form, to, isDefault: key === DEFAULT_BRAND, look: lookOf(form) };
}

function lookOf({ name, colour }: BrandForm) {
  const shades = judgeColour(colour);
  return {
    shades,
    address: shades && `/brand-preview?${new URLSearchParams({ name: name.slice(0, 40), colour }).toString()}`,
  };
}
