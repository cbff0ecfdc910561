import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Type } from 'typebox';
import { SitesService } from '#customers';
import { TouchpointsService } from '#interactions';
import { Allow, Caller, FormErrors, NO_FAULTS, schema, seeOther, type Principal, type SchemaOf } from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { THEMES } from '#platform/values';
import { AnnouncementsService } from './announcements.service.ts';
import { announcementForm, announcementRow, FIELDS, type Named, type Typed } from './announcements.views.ts';
import { readAnnouncement } from './rules/announcement-form.ts';
import { textField, type FormBody } from './rules/read-form.ts';

type User = Extract<Principal, { kind: 'user' }>;

const HERE = '/announcements';
const RetireAnnouncement = schema(
  'RetireAnnouncement',
  Type.Object({ retired: Type.Enum(['true', 'false'] as const) }),
);

/** Where marketing tells what changed. */
@Allow('marketing', 'admin')
@Controller('announcements')
export class AnnouncementsPagesController {
  constructor(
    private readonly announcements: AnnouncementsService,
    private readonly touchpoints: TouchpointsService,
    private readonly sites: SitesService,
    private readonly forms: FormErrors,
    private readonly words: Words,
  ) {}

  @Get()
  async list(@Caller() { language }: User): Promise<PageResult> {
    return this.#list(await this.#named(language), {}, NO_FAULTS);
  }

  @Post()
  async write(@Caller() { language }: User, @Body() sent: FormBody | undefined) {
    const named = await this.#named(language);
    const typed = typedIn(sent);
    const read = this.#read(typed, named);
    if ('errors' in read) return this.#list(named, typed, this.forms.explain(language, read.errors, 'answering'));
    await this.announcements.write(read);
    return seeOther(HERE, { word: 'answering.announcements.written' });
  }

  @Get(':id')
  async edit(@Caller() { language }: User, @Param('id') id: string): Promise<PageResult> {
    const { fr, en, happenedOn, touchpoint, site, theme } = await this.announcements.byId(id);
    return this.#form(await this.#named(language), id, { fr, en, happenedOn, touchpoint, site, theme }, NO_FAULTS);
  }

  @Post(':id')
  async rewrite(@Caller() { language }: User, @Param('id') id: string, @Body() sent: FormBody | undefined) {
    await this.announcements.byId(id);
    const named = await this.#named(language);
    const typed = typedIn(sent);
    const read = this.#read(typed, named);
    if ('errors' in read) return this.#form(named, id, typed, this.forms.explain(language, read.errors, 'answering'));
    await this.announcements.rewrite(id, read);
    return seeOther(HERE, { word: 'answering.announcements.rewritten' });
  }

  @Post(':id/retire')
  async retire(
    @Param('id') id: string,
    @Body({ schema: RetireAnnouncement }) { retired }: SchemaOf<typeof RetireAnnouncement>,
  ) {
    await this.announcements.retire(id, retired === 'true');
    return seeOther(HERE, { word: `answering.announcements.${retired === 'true' ? 'retired' : 'restored'}` });
  }

  async #named(language: User['language']): Promise<Named> {
    const [touchpoints, sites] = [await this.touchpoints.all(), await this.sites.all()];
    return {
      touchpoints: new Map(touchpoints.map(({ key, name }) => [key, name[language] ?? name.fr])),
      sites: new Map(sites.map(({ key, name }) => [key, name])),
      themes: new Map(THEMES.map((theme) => [theme, this.words.t(language, `answering.theme.${theme}`)])),
    };
  }

  #read(typed: Readonly<Record<string, string>>, { touchpoints, sites }: Named) {
    return readAnnouncement(typed, { touchpoints: new Set(touchpoints.keys()), sites: new Set(sites.keys()) });
  }

  async #list(named: Named, typed: Typed, faults: typeof NO_FAULTS): Promise<PageResult> {
    const rows = (await this.announcements.all()).map((one) => announcementRow(one, named));
    return page(
      'answering/announcements',
      { rows, form: announcementForm(HERE, named, typed, faults) },
      statusOf(faults),
    );
  }

  #form(named: Named, id: string, typed: Typed, faults: typeof NO_FAULTS): PageResult {
    const form = announcementForm(`${HERE}/${encodeURIComponent(id)}`, named, typed, faults);
    return page('answering/announcement', { form }, statusOf(faults));
  }
}

function typedIn(sent: FormBody | undefined): Record<string, string> {
  return Object.fromEntries(FIELDS.map((field) => [field, textField(sent?.[field])]));
}

function statusOf(faults: typeof NO_FAULTS) {
  return { status: faults.list.length > 0 ? 422 : 200 };
}
