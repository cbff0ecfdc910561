import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, Answers, Key, pageOfAll, PlainList, Problem, schema, Text, type SchemaOf } from '#platform/http';
import { SitesService } from './sites.service.ts';

const Nullable = <Of extends Parameters<typeof Type.Union>[0][number]>(of: Of) => Type.Union([of, Type.Null()]);

const fields = {
  name: Text({ min: 1, max: 80 }),
  region: Nullable(Text({ max: 80 })),
  country: Type.String({ pattern: '^[A-Za-z]{2}$', description: 'ISO 3166, two letters' }),
  holidayRegion: Nullable(
    Type.String({ pattern: '^[A-Za-z0-9-]{0,20}$', description: 'Where holidays differ: alsace-moselle, 974 …' }),
  ),
  timeZone: Type.String({ minLength: 1, maxLength: 64, description: 'IANA' }),
  position: Type.Integer({ minimum: 0, maximum: 10_000, description: 'Sites are listed in this order, then by name.' }),
  brand: Nullable(Key),
};

export const SaveSite = schema(
  'SiteInput',
  Type.Object({ ...Type.Partial(Type.Object(fields)).properties, name: fields.name }, { additionalProperties: false }),
);
const ByKey = schema('BySiteKey', Type.Object({ key: Key }));
const SiteAnswer = Type.Object({ key: Key, ...fields });

@Controller('api/v1/sites')
export class SitesApiController {
  constructor(private readonly sites: SitesService) {}

  @Allow({ scope: 'customers:read' })
  @Get()
  @Answers(
    'Every site, in the organisation’s order.',
    Type.Object({ items: Type.Array(SiteAnswer), nextCursor: Type.Union([Type.String(), Type.Null()]) }),
  )
  async list(@Query({ schema: PlainList }) query: SchemaOf<typeof PlainList>) {
    return pageOfAll(await this.sites.all(), query);
  }

  @Allow({ scope: 'customers:read' })
  @Get(':key')
  @Answers('One site.', SiteAnswer)
  async one(@Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>) {
    const site = await this.sites.byKey(key);
    if (!site) throw Problem.notFound('site', key);
    return site;
  }

  @Allow({ scope: 'customers:write' })
  @Put(':key')
  @Answers('Makes or replaces a site; what is not said takes its default.', SiteAnswer)
  save(
    @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>,
    @Body({ schema: SaveSite }) body: SchemaOf<typeof SaveSite>,
  ) {
    return this.sites.save({ key, ...body });
  }
}
