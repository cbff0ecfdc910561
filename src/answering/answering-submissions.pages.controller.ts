import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { addLocalDays } from '#platform/calendar';
import {
  Allow,
  Caller,
  ListQuery,
  ORGANISATION_ZONE,
  schema,
  seeOther,
  Text,
  type Principal,
  type SchemaOf,
} from '#platform/http';
import { Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import { submissionView } from './answering-submissions.views.ts';
import { AnsweringSubmissionsListService } from './answering-submissions-list.service.ts';
import { AnsweringSubmissionsService } from './answering-submissions.service.ts';

type Admin = Extract<Principal, { kind: 'user' }>;

const LabelSchema = Type.Union([Type.Literal('person'), Type.Literal('machine')]);
const Day = Type.Union([Type.Literal(''), Type.String({ format: 'date' })]);
const SubmissionsPage = schema(
  'SubmissionsPage',
  Type.Object({
    ...ListQuery,
    label: Type.Optional(Type.Union([LabelSchema, Type.Literal('')])),
    person: Type.Optional(Text({ max: 254 })),
    invitation: Type.Optional(Type.Union([Type.Literal(''), Type.String({ format: 'uuid' })])),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
  }),
  { coerce: true },
);
const SwitchSubmission = schema(
  'SwitchSubmission',
  Type.Object({ label: LabelSchema, back: Type.Optional(Text({ max: 1000 })) }),
);

const HERE = '/settings/submissions';

@Allow('admin')
@Controller('settings/submissions')
export class AnsweringSubmissionsPagesController {
  constructor(
    private readonly submissions: AnsweringSubmissionsService,
    private readonly listing: AnsweringSubmissionsListService,
    private readonly words: Words,
  ) {}

  @Get()
  async list(
    @Caller() { language }: Admin,
    @Query({ schema: SubmissionsPage }) query: SchemaOf<typeof SubmissionsPage>,
  ): Promise<PageResult> {
    const { limit = 50, cursor, label, person, invitation, from, to } = query;
    const { items, nextCursor } = await this.listing.list({
      limit,
      ...(cursor && { cursor }),
      ...(label && { label }),
      ...(person && { person }),
      ...(invitation && { invitations: [invitation] }),
      ...(from && { from: startOf(from, 0) }),
      ...(to && { to: startOf(to, 1) }),
    });
    const typed = filled({ label, person, invitation, from, to });
    return page('answering/submissions', {
      rows: items.map((one) => submissionView(one, { words: this.words, language })),
      filters: { label: '', person: '', invitation: '', from: '', to: '', ...typed },
      next: nextCursor && addressOf({ ...typed, cursor: nextCursor }),
      first: cursor ? addressOf(typed) : null,
      here: addressOf({ ...typed, ...(cursor && { cursor }) }),
      clear: Object.keys(typed).length > 0 ? HERE : null,
    });
  }

  @Post(':id')
  async switch(
    @Param('id') id: string,
    @Body({ schema: SwitchSubmission }) { label, back }: SchemaOf<typeof SwitchSubmission>,
  ) {
    await this.submissions.switch(id, label);
    return seeOther(back?.startsWith(`${HERE}?`) ? back : HERE, { word: `answering.submissions.done.${label}` });
  }
}

function filled(query: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).flatMap(([key, value]) => (value ? [[key, value]] : [])));
}

function addressOf(query: Record<string, string>): string {
  return `${HERE}?${new URLSearchParams(query).toString()}`;
}

/** Midnight of the organisation, so many days after the date's own. */
function startOf(date: string, days: number): Date {
  return addLocalDays(new Date(`${date}T12:00:00Z`), days, ORGANISATION_ZONE);
}
