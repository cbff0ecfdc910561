import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, Answers, Problem, Records, schema, type SchemaOf, type Upload } from '#platform/http';
import type { CustomerInput } from './customer.ts';
import { CustomersImport, type ImportReport } from './customers-import.service.ts';
import { CustomersService } from './customers.service.ts';
import type { Profile } from './customers.views.ts';

const Nullable = <Of extends Parameters<typeof Type.Union>[0][number]>(of: Of) =>
  Type.Optional(Type.Union([of, Type.Null()]));
const closed = { additionalProperties: false } as const;
const Consents = Type.Object({ sms: Nullable(Type.Boolean()), email: Nullable(Type.Boolean()) }, closed);
const Attributes = Type.Object(
  {},
  {
    additionalProperties: true,
    maxProperties: 50,
    description: 'Names of 64 characters, texts of 500, 4 levels, 8,000 characters as JSON.',
  },
);

/** What may be said of a customer, wherever it is said; an empty text clears as null does. */
export const CustomerFields = Type.Object({
  firstName: Nullable(Type.String({ maxLength: 100 })),
  lastName: Nullable(Type.String({ maxLength: 100 })),
  email: Nullable(Type.String({ maxLength: 254 })),
  phone: Nullable(Type.String({ maxLength: 40, description: 'Any usual form, read in the customer’s country.' })),
  locale: Nullable(Type.String({ maxLength: 35, description: 'BCP 47' })),
  timeZone: Nullable(Type.String({ maxLength: 64, description: 'IANA' })),
  country: Nullable(Type.String({ maxLength: 2, description: 'ISO 3166, two letters' })),
  segment: Nullable(Type.String({ maxLength: 64 })),
  vip: Nullable(Type.Boolean()),
  employee: Nullable(Type.Boolean()),
  site: Nullable(Type.String({ maxLength: 64 })),
  since: Nullable(Type.String({ format: 'date', pattern: '^(19|20)' })),
  attributes: Nullable(Attributes),
  consents: Nullable(Consents),
});

/** The sender's own id of a customer. */
export const CustomerId = Type.String({ minLength: 1, maxLength: 128 });

/** Describes the body; the station's own rule judges it, so that files, tills and this address refuse alike. */
const Described = schema(
  'PutCustomer',
  Type.Object({ externalId: Type.Optional(CustomerId), ...CustomerFields.properties }, closed),
);
const PutCustomer: typeof Described = {
  ...Described,
  '~standard': { version: 1, vendor: 'chaudfroid', validate: (value) => ({ value: value as object }) },
};

const Reach = Type.Enum(['ok', 'none', 'opted-out', 'no-consent', 'blocked', 'invalid']);
const CustomerAnswer = Type.Object({
  id: Type.String({ format: 'uuid' }),
  externalId: Type.String(),
  ...CustomerFields.properties,
  optedOut: Type.Object({ sms: Type.Boolean(), email: Type.Boolean() }),
  reach: Type.Object({ sms: Reach, email: Reach }),
  createdAt: Type.String({ format: 'date-time' }),
  updatedAt: Type.String({ format: 'date-time' }),
});

const OptOutBody = schema(
  'PutOptOut',
  Type.Object({ channel: Type.Enum(['sms', 'email', 'all']), optedOut: Type.Boolean() }, closed),
);
const OptOutAnswer = Type.Object({ optedOut: CustomerAnswer.properties.optedOut });

const ImportQuery = schema(
  'ImportCustomers',
  Type.Object({ dryRun: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
  {
    coerce: true,
  },
);
const FieldErrors = Type.Array(Type.Object({ path: Type.String(), code: Type.String(), message: Type.String() }));
const ImportAnswer = Type.Object({
  created: Type.Integer(),
  updated: Type.Integer(),
  refused: Type.Integer(),
  errors: Type.Array(Type.Object({ line: Type.Integer(), errors: FieldErrors })),
});

@Controller('api/v1/customers')
export class CustomersApiController {
  constructor(
    private readonly customers: CustomersService,
    private readonly imports: CustomersImport,
  ) {}

  @Put(':externalId')
  @Allow({ scope: 'customers:write' })
  @Answers('Makes a customer, or changes what is given: null clears a field, an absent field stays', CustomerAnswer)
  async put(@Param('externalId') externalId: string, @Body({ schema: PutCustomer }) body: unknown): Promise<Profile> {
    const { customer } = await this.customers.upsert(named(externalId, body));
    return this.customers.profile(customer.externalId);
  }

  @Post('import')
  @HttpCode(200)
  @Allow({ scope: 'customers:write' })
  @Answers('Imports customers from NDJSON or CSV of any size, read as it comes; refusals name their line', ImportAnswer)
  async import(
    @Body({ schema: Records }) body: Upload,
    @Query({ schema: ImportQuery }) { dryRun = false }: SchemaOf<typeof ImportQuery>,
  ): Promise<ImportReport> {
    return this.imports.import(body.stream, body.type === 'text/csv' ? 'csv' : 'ndjson', { dryRun });
  }

  @Get(':externalId')
  @Allow({ scope: 'customers:read' })
  @Answers('Gives a customer', CustomerAnswer)
  async get(@Param('externalId') externalId: string): Promise<Profile> {
    return this.customers.profile(externalId);
  }

  @Delete(':externalId')
  @HttpCode(204)
  @Allow({ scope: 'customers:write' })
  @Answers('Erases a customer; what their contact points refused is kept', undefined, 204)
  async erase(@Param('externalId') externalId: string): Promise<void> {
    await this.customers.erase(externalId);
  }

  @Put(':externalId/opt-outs')
  @Allow({ scope: 'customers:write' })
  @Answers('Opts a customer out of a channel, or in again', OptOutAnswer)
  async optOut(
    @Param('externalId') externalId: string,
    @Body({ schema: OptOutBody }) { channel, optedOut }: SchemaOf<typeof OptOutBody>,
  ): Promise<Pick<Profile, 'optedOut'>> {
    const { id } = await this.customers.profile(externalId);
    await (optedOut
      ? this.customers.optOut({ customer: id, channel, source: 'api' })
      : this.customers.optIn({ customer: id, channel, source: 'api' }));
    return { optedOut: (await this.customers.profile(externalId)).optedOut };
  }
}

/** The address names the customer; a body that names another is refused by its own field. */
function named(externalId: string, body: unknown): CustomerInput {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body as never;
  const given = (body as { externalId?: unknown }).externalId;
  if (given !== undefined && given !== externalId) {
    throw new Problem(422, 'invalid', 'externalId: is not the one of the address', {
      errors: [{ path: 'externalId', code: 'not-the-address', message: 'is not the one of the address' }],
    });
  }
  return { ...body, externalId };
}
