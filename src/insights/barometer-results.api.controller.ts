import { Controller, Get, Param, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { Allow, Answers, Problem, schema, Text, type SchemaOf } from '#platform/http';
import { resultsJson } from './barometer-results.json.views.ts';
import { BarometerResultsService } from './barometer-results.service.ts';

const Nullable = <Of extends Parameters<typeof Type.Union>[0][number]>(of: Of) => Type.Union([of, Type.Null()]);
const Ci = Type.Tuple([Type.Number(), Type.Number()], { description: '95 % interval' });
const Change = Type.Object({
  change: Type.Number({ description: 'In points' }),
  ci: Ci,
  p: Type.Number({ description: 'p-value; of groups, all of one kind read together (Holm)' }),
});
const Score = {
  score: Nullable(Type.Number({ description: 'Null where too few answered, or where others would tell of them' })),
  ci: Nullable(Ci),
  effectiveN: Nullable(Type.Number({ description: 'Answers of equal weight that would tell as much (Kish)' })),
};

const Results = Type.Object({
  barometer: Type.String(),
  wave: Type.Integer(),
  state: Type.String(),
  minimumGroup: Type.Integer(),
  asked: Type.Integer({ description: 'Invitations that arrived' }),
  n: Nullable(Type.Integer({ description: 'Null where employees answered who are too few' })),
  responseRate: Nullable(Type.Number({ description: 'Answers over invitations that arrived; 0 to 1' })),
  weighting: Type.Object({
    method: Type.Enum(['cells', 'margins']),
    effectiveN: Nullable(Type.Number()),
    designEffect: Nullable(Type.Number()),
    joined: Type.Array(Type.Array(Type.String()), {
      description: 'Strata read together: fewer than 20 answers; none is named of employees',
    }),
    trimmed: Type.Integer({ description: 'Answers whose weight was cut to 0.3 or 3 times the average' }),
  }),
  figures: Type.Array(
    Type.Object({
      key: Type.String(),
      kind: Type.Enum(['nps', 'share', 'index']),
      n: Type.Integer(),
      ...Score,
      standardError: Nullable(Type.Number()),
      designEffect: Type.Number(),
      change: Nullable(Change),
    }),
  ),
  measure: Nullable(
    Type.String({ description: 'Whose trend, groups and late answers follow: the overall score unless asked' }),
  ),
  trend: Type.Array(Type.Object({ wave: Type.Integer(), n: Nullable(Type.Integer()), ...Score })),
  groups: Type.Array(
    Type.Object({
      by: Type.String(),
      key: Type.String(),
      population: Type.Integer(),
      n: Nullable(Type.Integer({ description: 'Null where too few answered to be told' })),
      responseRate: Nullable(Type.Number()),
      ...Score,
      fromOthers: Nullable(Change),
    }),
  ),
  nonResponse: Type.Object({
    p: Nullable(Type.Number({ description: 'How often chance alone would make rates differ so much' })),
    groups: Type.Array(
      Type.Object({
        by: Type.String(),
        key: Type.String(),
        population: Type.Integer(),
        asked: Type.Integer(),
        n: Nullable(Type.Integer({ description: 'Null where too few answered to be told' })),
        responseRate: Nullable(Type.Number()),
        ci: Nullable(Ci),
      }),
    ),
    late: Nullable(
      Type.Object({
        medianHours: Type.Number(),
        early: Type.Number(),
        late: Type.Number(),
        difference: Change,
      }),
    ),
  }),
  drivers: Nullable(
    Type.Object({
      n: Type.Integer(),
      explained: Type.Number({ description: 'R², 0 to 1' }),
      items: Type.Array(
        Type.Object({
          key: Type.String(),
          share: Type.Number({ description: 'Of what is explained, on average over all orders (Shapley); 0 to 1' }),
          shareCi: Ci,
          effect: Type.Number({ description: 'Points of the overall score that go with one point of this' }),
          effectCi: Ci,
          mean: Type.Number(),
        }),
      ),
    }),
  ),
});

/** One of a wave's measures, by the key its figure has. */
const MeasureQuery = schema(
  'BarometerMeasureQuery',
  Type.Object({ measure: Type.Optional(Text({ max: 200 })) }, { additionalProperties: false }),
);

@Controller('api/v1/barometers')
@Allow({ scope: 'barometers:read' })
export class BarometerResultsApiController {
  constructor(private readonly results: BarometerResultsService) {}

  @Get(':key/waves/:number/results')
  @Answers('What a wave says of all customers: weighted figures with their errors, changes, groups, drivers', Results)
  async show(
    @Param('key') key: string,
    @Param('number') number: string,
    @Query({ schema: MeasureQuery }) { measure }: SchemaOf<typeof MeasureQuery>,
  ) {
    const results = await this.results.results(key, waveNumber(number), measure);
    if (measure && results.measure?.key !== measure) throw Problem.notFound('measure', measure);
    return resultsJson(results);
  }
}

/** @throws Problem 404: a wave is known by its number. */
function waveNumber(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw Problem.notFound('wave', text);
  return Number(text);
}
