import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { Type } from 'typebox';
import {
  Allow,
  Answers,
  Cursor,
  decodeCursor,
  Key,
  ListQuery,
  LocalizedText,
  pageOf,
  schema,
  Text,
  type Page,
  type SchemaOf,
} from '#platform/http';
import { SCORE_SCALES } from '#platform/values';
import type { QuestionKind, QuestionnaireVersion } from './rules/questionnaire.ts';
import { SurveysService } from './surveys.service.ts';
import { questionnaireOf } from './surveys.views.ts';

const KINDS = [...Object.keys(SCORE_SCALES), 'choice', 'choices', 'text', 'contact', 'publish'] as QuestionKind[];
const OPERATORS = ['lte', 'gte', 'eq', 'in'] as const;
const closed = { additionalProperties: false };

const QuestionKey = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z][A-Za-z0-9_-]*$' });
const ChoiceKey = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*$' });
const options = (max: number) =>
  Type.Array(Type.Object({ key: ChoiceKey, text: LocalizedText(200) }, closed), { maxItems: max });
const Value = Type.Union([Type.Number(), Text({ min: 1, max: 64 })]);

const QuestionBody = Type.Object(
  {
    key: QuestionKey,
    kind: Type.Enum(KINDS),
    text: LocalizedText(500),
    required: Type.Optional(Type.Boolean()),
    choices: Type.Optional(options(30)),
    rows: Type.Optional(options(15)),
    labels: Type.Optional(Type.Object({ low: LocalizedText(60), high: LocalizedText(60) }, closed)),
    commentUpTo: Type.Optional(Type.Integer({ minimum: -1, maximum: 10 })),
    look: Type.Optional(Type.Enum(['faces', 'stars'])),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
    showIf: Type.Optional(
      Type.Object(
        {
          question: QuestionKey,
          op: Type.Enum([...OPERATORS]),
          value: Type.Union([
            Type.Number(),
            Text({ min: 1, max: 64 }),
            Type.Array(Value, { minItems: 1, maxItems: 30 }),
          ]),
        },
        closed,
      ),
    ),
  },
  closed,
);

export const PutQuestionnaire = schema(
  'PutQuestionnaire',
  Type.Object(
    {
      name: Text({ min: 1, max: 120 }),
      temperature: Type.Enum(['hot', 'cold']),
      questions: Type.Array(QuestionBody, { minItems: 1, maxItems: 60 }),
    },
    closed,
  ),
);
const ByKey = schema('ByQuestionnaireKey', Type.Object({ key: Key }));
const List = schema('ListQuestionnaires', Type.Object(ListQuery, closed), { coerce: true });

const Questionnaire = Type.Object({
  ...PutQuestionnaire.json.properties,
  id: Type.String({ format: 'uuid' }),
  key: Key,
  version: Type.Integer(),
});

@Controller('api/v1/questionnaires')
export class SurveysApiController {
  constructor(private readonly surveys: SurveysService) {}

  @Put(':key')
  @Allow({ scope: 'surveys:write' })
  @Answers('Publishes a questionnaire; a new version unless nothing changed', Questionnaire)
  async put(
    @Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>,
    @Body({ schema: PutQuestionnaire }) body: SchemaOf<typeof PutQuestionnaire>,
  ): Promise<QuestionnaireVersion> {
    return questionnaireOf(await this.surveys.publishVersion(key, body));
  }

  @Get()
  @Allow({ scope: 'surveys:read' })
  @Answers(
    'Lists the questionnaires in their current version',
    Type.Object({ items: Type.Array(Questionnaire), nextCursor: Type.Union([Cursor, Type.Null()]) }),
  )
  async list(
    @Query({ schema: List }) { limit = 50, cursor }: SchemaOf<typeof List>,
  ): Promise<Page<QuestionnaireVersion>> {
    const [after] = decodeCursor(cursor, 1) ?? [];
    const all = [...(await this.surveys.currents()).values()];
    const rest = after === undefined ? all : all.filter(({ key }) => key > String(after));
    return pageOf(rest.slice(0, limit + 1).map(questionnaireOf), limit, ({ key }) => [key]);
  }

  @Get(':key')
  @Allow({ scope: 'surveys:read' })
  @Answers('Gives a questionnaire in its current version', Questionnaire)
  async get(@Param({ schema: ByKey }) { key }: SchemaOf<typeof ByKey>): Promise<QuestionnaireVersion> {
    return questionnaireOf(await this.surveys.known(key));
  }
}
