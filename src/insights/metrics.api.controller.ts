import { Controller, Get, Param, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, Answers, invalid, Problem, schema, Text, type FieldError, type SchemaOf } from '#platform/http';
import type { Dimension } from './metrics.repository.ts';
import { MetricsService, type Group } from './metrics.service.ts';
import { isMetric, METRICS } from './rules/measure.ts';
import { instantOf } from './rules/span.ts';

const GROUPINGS = ['month', 'touchpoint', 'site', 'segment', 'channel'] as const satisfies readonly Dimension[];
const Nullable = <Of extends Parameters<typeof Type.Union>[0][number]>(of: Of) => Type.Union([of, Type.Null()]);

const MetricQuery = schema(
  'MetricQuery',
  Type.Object(
    {
      from: Type.Optional(Type.String({ maxLength: 40, description: 'Instant or date, UTC; included' })),
      to: Type.Optional(Type.String({ maxLength: 40, description: 'Instant, not included; or date, counted whole' })),
      groupBy: Type.Optional(Text({ max: 200 })),
      temperature: Type.Optional(
        Type.Union([Type.Literal('hot'), Type.Literal('cold'), Type.Literal('all')], {
          description:
            'hot unless said: answers about a moment; cold: those of barometers, unweighted; all adds up contacts and customers',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  { coerce: true },
);

const Metrics = Type.Object({
  groups: Type.Array(
    Type.Object({
      key: Type.Object({}, { additionalProperties: Nullable(Type.String()) }),
      scale: Type.String({
        description: 'Scale of the figure; of effort ces7 where it was asked, else ces5, never both',
      }),
      n: Type.Integer(),
      score: Nullable(Type.Number()),
      ci: Nullable(Type.Tuple([Type.Number(), Type.Number()], { description: '95 % interval' })),
      mean: Type.Optional(Nullable(Type.Number())),
      distribution: Type.Object({}, { additionalProperties: Type.Integer() }),
      responseRate: Nullable(
        Type.Number({ description: 'Answers, partial ones included, over invitations delivered; 0 to 1' }),
      ),
    }),
  ),
});

@Controller('api/v1/metrics')
@Allow({ scope: 'insights:read' })
export class MetricsApiController {
  constructor(private readonly metrics: MetricsService) {}

  @Get(':metric')
  @Answers('A metric with its interval, by month, touchpoint, site, segment, channel', Metrics)
  async show(
    @Param('metric') metric: string,
    @Query({ schema: MetricQuery }) query: SchemaOf<typeof MetricQuery>,
  ): Promise<{ groups: Group[] }> {
    if (!isMetric(metric))
      throw new Problem(404, 'not-found', `No metric is known as "${metric}": ${Object.keys(METRICS).join(', ')} are.`);
    const { span, by } = asked(query);
    return { groups: await this.metrics.groups(metric, span, by, query.temperature) };
  }
}

function asked({ from, to, groupBy = '' }: SchemaOf<typeof MetricQuery>) {
  const names = groupBy.split(',').map((name) => name.trim());
  const by = [...new Set(names.filter((name) => name !== ''))];
  const span = { from: from ? instantOf(from, 'from') : null, to: to ? instantOf(to, 'to') : null };
  const errors: FieldError[] = by.filter((name) => !isGrouping(name)).map(unknown);
  if (from && !span.from) errors.push(notATime('from'));
  if (to && !span.to) errors.push(notATime('to'));
  if (span.from && span.to && span.from > span.to)
    errors.push({ path: 'to', code: 'too-small', message: 'comes before from' });
  if (errors.length > 0) throw invalid(...errors);
  return { span, by: by.filter(isGrouping) };
}

function isGrouping(name: string): name is (typeof GROUPINGS)[number] {
  return GROUPINGS.some((one) => one === name);
}

function unknown(name: string): FieldError {
  return { path: 'groupBy', code: 'not-one-of', message: `"${name}" is none of ${GROUPINGS.join(', ')}` };
}

function notATime(path: string): FieldError {
  return { path, code: 'wrong-format', message: 'is neither an instant with its offset nor a date' };
}
