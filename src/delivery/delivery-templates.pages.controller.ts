import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { Brands, DEFAULT_BRAND, type Brand } from '#platform/brand';
import {
  Allow,
  Caller,
  check,
  Key,
  Problem,
  schema,
  seeOther,
  Text,
  type Principal,
  type SchemaOf,
} from '#platform/http';
import { page, type PageResult } from '#platform/templates';
import { DeliveryTemplateScreens } from './delivery-template-screens.service.ts';
import { DeliveryTemplateChecks, type TemplateFault } from './delivery-template-checks.service.ts';
import { DeliveryTemplates } from './delivery-templates.service.ts';
import { brandTabs, pathOf, templateRows } from './delivery-templates.views.ts';
import { LETTER_KINDS } from './rules/edited-letter.ts';
import { messageKey, SLOTS, type Slot, type TypedTemplate } from './rules/edited-template.ts';
import { SAMPLE_PEOPLE } from './rules/sample-people.ts';

const LIST = '/message-templates';

type User = Extract<Principal, { kind: 'user' }>;

const OneSlot = schema(
  'MessageTemplate',
  Type.Object({
    channel: Type.Enum(['sms', 'email']),
    kind: Type.Enum(['invitation', 'reminder', ...LETTER_KINDS]),
    language: Type.Enum(['fr', 'en']),
  }),
);
const OfBrand = schema('MessageTemplateBrand', Type.Object({ brand: Type.Optional(Key) }), { coerce: true });
const Version = Type.Integer({ minimum: 0, maximum: 1_000_000 });
const Typed = schema(
  'TypedMessageTemplate',
  Type.Object({
    subject: Type.Optional(Text({ max: 1_000 })),
    body: Text({ max: 20_000, lines: true }),
    seen: Type.Optional(Version),
    alphabet: Type.Optional(Type.Enum(['gsm7', 'unicode'])),
    person: Type.Optional(Type.Enum(SAMPLE_PEOPLE.map(({ key }) => key))),
  }),
  { coerce: true },
);
const Restored = schema('RestoredMessageTemplate', Type.Object({ version: Version, seen: Version }), { coerce: true });

/** Where a message is written, looked at, saved, and taken back. */
@Allow('marketing', 'admin')
@Controller('message-templates')
export class DeliveryTemplatesPagesController {
  constructor(
    private readonly templates: DeliveryTemplates,
    private readonly checks: DeliveryTemplateChecks,
    private readonly screens: DeliveryTemplateScreens,
    private readonly brands: Brands,
  ) {}

  @Get()
  async list(@Query({ schema: OfBrand }) query: SchemaOf<typeof OfBrand>): Promise<PageResult> {
    const { key: brand } = await this.#brandOf(query);
    const rows = templateRows(await this.templates.inForce(), brand);
    return page('delivery/templates', { rows, brands: brandTabs(await this.brands.all(), brand, LIST) });
  }

  @Get(':channel/:kind/:language')
  async edit(
    @Caller() user: User,
    @Param({ schema: OneSlot }) message: SchemaOf<typeof OneSlot>,
    @Query({ schema: OfBrand }) query: SchemaOf<typeof OfBrand>,
  ): Promise<PageResult> {
    const slot = await this.#slotOf(message, query);
    const current = (await this.templates.history(slot)).at(0);
    const typed = current?.body
      ? { subject: current.subject, body: current.body, gsm7: current.gsm7 }
      : await this.templates.starter(slot);
    return this.screens.editor(user, slot, typed);
  }

  @Post(':channel/:kind/:language')
  async save(
    @Caller() user: User,
    @Param({ schema: OneSlot }) message: SchemaOf<typeof OneSlot>,
    @Query({ schema: OfBrand }) query: SchemaOf<typeof OfBrand>,
    @Body() body: unknown,
  ) {
    const slot = await this.#slotOf(message, query);
    const read = typedIn(slot, body);
    if (read.errors.length > 0) return this.screens.editor(user, slot, read.typed, { faults: read.errors });
    const faults = await this.checks.faultsOf(slot, read.typed);
    if (faults.length > 0) return this.screens.editor(user, slot, read.typed, { faults });
    try {
      const { version } = await this.templates.save(slot, read.typed, { seen: read.seen, by: user.name });
      return seeOther(pathOf(slot), { word: 'delivery.template.saved', params: { version } });
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 409) throw error;
      return this.screens.editor(user, slot, read.typed, { isLate: true });
    }
  }

  @Post(':channel/:kind/:language/preview')
  @HttpCode(200)
  async preview(
    @Caller() user: User,
    @Param({ schema: OneSlot }) message: SchemaOf<typeof OneSlot>,
    @Query({ schema: OfBrand }) query: SchemaOf<typeof OfBrand>,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const slot = await this.#slotOf(message, query);
    const read = typedIn(slot, body);
    const faults = read.errors.length > 0 ? read.errors : await this.checks.faultsOf(slot, read.typed);
    return this.screens.preview(reply, user, slot, { typed: read.typed, faults, person: read.person });
  }

  @Post(':channel/:kind/:language/restore')
  async restore(
    @Caller() { name }: User,
    @Param({ schema: OneSlot }) message: SchemaOf<typeof OneSlot>,
    @Query({ schema: OfBrand }) query: SchemaOf<typeof OfBrand>,
    @Body({ schema: Restored }) { version, seen }: SchemaOf<typeof Restored>,
  ) {
    const slot = await this.#slotOf(message, query);
    const restored = await this.templates.restore(slot, version, { seen, by: name });
    return seeOther(pathOf(slot), { word: 'delivery.template.restored', params: { version: restored.version } });
  }

  async #slotOf(message: SchemaOf<typeof OneSlot>, query: SchemaOf<typeof OfBrand>): Promise<Slot> {
    const key = messageKey(message);
    if (!SLOTS.some((slot) => messageKey(slot) === key)) throw Problem.notFound('message', key);
    return { ...message, brand: (await this.#brandOf(query)).key };
  }

  async #brandOf({ brand = DEFAULT_BRAND }: SchemaOf<typeof OfBrand>): Promise<Brand> {
    const known = await this.brands.byKey(brand);
    if (!known) throw Problem.notFound('brand', brand);
    return known;
  }
}

interface Read {
  readonly typed: TypedTemplate;
  readonly seen: number;
  readonly person: string;
  readonly errors: readonly TemplateFault[];
}

/** What a form holds, line ends as we write them; with its faults it comes back as it was typed. */
function typedIn({ channel }: Slot, body: unknown): Read {
  const form = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string) => {
    const value = Object.hasOwn(form, name) ? form[name] : undefined;
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
  };
  const typed = {
    subject: channel === 'email' ? text('subject').trim() : null,
    body: text('body').trim(),
    gsm7: text('alphabet') !== 'unicode',
  };
  const checked = check(Typed, { ...form, body: typed.body });
  if ('errors' in checked) return { typed, seen: 0, person: '', errors: checked.errors };
  const { seen = 0, person = 'usual' } = checked.value;
  return { typed, seen, person, errors: [] };
}
