import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import QRCode from 'qrcode';
import { Type } from 'typebox';
import { SitesService } from '#customers';
import { CONFIG, type Config } from '#platform/config';
import { Allow, Caller, FormErrors, NO_FAULTS, schema, seeOther, type Principal, type SchemaOf } from '#platform/http';
import { page, type PageResult } from '#platform/templates';
import { SurveysService } from '#surveys';
import { PointsService } from './points.service.ts';
import { pointRow } from './points.views.ts';
import { readPoint } from './rules/point-form.ts';
import { textField, type FormBody } from './rules/read-form.ts';

type User = Extract<Principal, { kind: 'user' }>;

const HERE = '/settings/points';
const FIELDS = ['kind', 'name', 'site', 'questionnaire', 'origin'];
const SwitchPoint = schema('SwitchPoint', Type.Object({ active: Type.Enum(['true', 'false'] as const) }));
/** Enough black to be read where a corner is torn or dirty. */
const QR = { errorCorrectionLevel: 'Q', margin: 4 } as const;

@Allow('marketing', 'admin')
@Controller('settings/points')
export class PointsSettingsPagesController {
  constructor(
    private readonly points: PointsService,
    private readonly sites: SitesService,
    private readonly surveys: SurveysService,
    private readonly forms: FormErrors,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async list(): Promise<PageResult> {
    return this.#page({ kind: 'kiosk' }, NO_FAULTS);
  }

  @Post()
  async add(@Caller() { language }: User, @Body() sent: FormBody | undefined) {
    const typed = Object.fromEntries(FIELDS.map((field) => [field, textField(sent?.[field])]));
    const known = {
      sites: new Set((await this.sites.all()).map(({ key }) => key)),
      questionnaires: new Set((await this.surveys.list()).map(({ key }) => key)),
    };
    const read = readPoint(typed, known);
    if ('errors' in read) return this.#page(typed, this.forms.explain(language, read.errors, 'answering'));
    await this.points.add(read);
    return seeOther(HERE, { word: 'answering.points.added' });
  }

  /** The printable poster. */
  @Get(':id')
  async poster(@Param('id') id: string): Promise<PageResult> {
    const point = await this.points.byId(id);
    const { address } = pointRow(point, null, this.config.publicUrl);
    const svg = await QRCode.toString(address, { ...QR, type: 'svg' });
    return page('answering/poster', { name: point.name, address, svg, png: `${HERE}/${id}/code.png` });
  }

  @Get(':id/code.png')
  async png(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { address } = pointRow(await this.points.byId(id), null, this.config.publicUrl);
    void reply.type('image/png').header('content-disposition', 'attachment; filename="code.png"');
    return QRCode.toBuffer(address, { ...QR, width: 1024 });
  }

  @Post(':id')
  async switch(@Param('id') id: string, @Body({ schema: SwitchPoint }) { active }: SchemaOf<typeof SwitchPoint>) {
    await this.points.switch(id, active === 'true');
    return seeOther(HERE, { word: `answering.points.${active === 'true' ? 'switchedOn' : 'switchedOff'}` });
  }

  async #page(typed: Readonly<Record<string, string>>, faults: typeof NO_FAULTS): Promise<PageResult> {
    const [points, sites, questionnaires] = [
      await this.points.all(),
      await this.sites.all(),
      await this.surveys.list(),
    ];
    const names = new Map(sites.map(({ key, name }) => [key, name]));
    const view = {
      rows: points.map((point) => pointRow(point, names.get(point.site ?? '') ?? null, this.config.publicUrl)),
      typed: Object.fromEntries(FIELDS.map((field) => [field, typed[field] || null])),
      sites: sites.map(({ key, name }) => ({ value: key, label: name })),
      questionnaires: questionnaires.map(({ key, name }) => ({ value: key, label: name })),
      faults: { list: faults.list, of: Object.fromEntries(FIELDS.map((field) => [field, faults.of[field] ?? null])) },
    };
    return page('answering/points', view, { status: faults.list.length > 0 ? 422 : 200 });
  }
}
