import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import QRCode from 'qrcode';
import { Type } from 'typebox';
import { SitesService } from '#customers';
import { CONFIG, type Config } from '#platform/config';
import { Allow, Caller, FormErrors, NO_FAULTS, schema, seeOther, type Principal, type SchemaOf } from '#platform/http';
import { page, type PageResult } from '#platform/templates';
import { SurveysService } from '#surveys';
import type { Point } from './points.repository.ts';
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
    const typed = typedIn(sent);
    const read = readPoint(typed, await this.#known());
    if ('errors' in read) return this.#page(typed, this.forms.explain(language, read.errors, 'answering'));
    await this.points.add(read);
    return seeOther(HERE, { word: 'answering.points.added' });
  }

  @Get(':id/edit')
  async edit(@Param('id') id: string): Promise<PageResult> {
    const point = await this.points.byId(id);
    const { kind, name, site, questionnaire, origin } = point;
    return this.#editor(point, { kind, name, site: site ?? '', questionnaire, origin: origin ?? '' }, NO_FAULTS);
  }

  @Post(':id/edit')
  async change(@Caller() { language }: User, @Param('id') id: string, @Body() sent: FormBody | undefined) {
    const point = await this.points.byId(id);
    const typed = { ...typedIn(sent), kind: point.kind };
    const read = readPoint(typed, await this.#known());
    if ('errors' in read) return this.#editor(point, typed, this.forms.explain(language, read.errors, 'answering'));
    await this.points.change(id, read);
    return seeOther(HERE, { word: 'answering.points.changed' });
  }

  /** The printable poster. */
  @Get(':id')
  async poster(@Param('id') id: string): Promise<PageResult> {
    const point = await this.points.byId(id);
    const { address } = pointRow(point, null, this.config.publicUrl);
    const svg = await QRCode.toString(address, { ...QR, type: 'svg', width: 420 });
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
    const names = new Map((await this.sites.all()).map(({ key, name }) => [key, name]));
    const rows = (await this.points.all()).map((point) =>
      pointRow(point, names.get(point.site ?? '') ?? null, this.config.publicUrl),
    );
    const view = { rows, ...(await this.#form(typed, faults)) };
    return page('answering/points', view, { status: faults.list.length > 0 ? 422 : 200 });
  }

  async #editor(
    { id, name, kind }: Point,
    typed: Readonly<Record<string, string>>,
    faults: typeof NO_FAULTS,
  ): Promise<PageResult> {
    const view = { name, kind, action: `${HERE}/${id}/edit`, ...(await this.#form(typed, faults)) };
    return page('answering/point-edit', view, { status: faults.list.length > 0 ? 422 : 200 });
  }

  async #form(typed: Readonly<Record<string, string>>, faults: typeof NO_FAULTS) {
    return {
      typed: Object.fromEntries(FIELDS.map((field) => [field, typed[field] || null])),
      sites: (await this.sites.all()).map(({ key, name }) => ({ value: key, label: name })),
      questionnaires: (await this.surveys.list()).map(({ key, name }) => ({ value: key, label: name })),
      faults: { list: faults.list, of: Object.fromEntries(FIELDS.map((field) => [field, faults.of[field] ?? null])) },
    };
  }

  async #known() {
    return {
      sites: new Set((await this.sites.all()).map(({ key }) => key)),
      questionnaires: new Set((await this.surveys.list()).map(({ key }) => key)),
    };
  }
}

function typedIn(sent: FormBody | undefined): Record<string, string> {
  return Object.fromEntries(FIELDS.map((field) => [field, textField(sent?.[field])]));
}
