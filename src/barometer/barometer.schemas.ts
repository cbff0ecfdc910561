import { Type } from 'typebox';
import type { Channel } from '#customers';
import { Instant, IsoDuration, Key, ListQuery, schema, Text } from '#platform/http';
import {
  ALLOCATIONS,
  KINDS,
  OPENINGS,
  STRATA,
  type Allocation,
  type Kind,
  type Opening,
  type Stratifier,
} from './rules/programme.ts';

const closed = { additionalProperties: false };
const WallTime = Type.String({ pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$' });
const Values = (max: number) =>
  Type.Array(Text({ min: 1, max: 64 }), { minItems: 1, maxItems: max, uniqueItems: true });
const Count = Type.Integer({ minimum: 0 });
const orNull = Type.Union([Type.String(), Type.Null()]);

export const SaveProgramme = schema(
  'BarometerInput',
  Type.Object(
    {
      name: Text({ min: 1, max: 120 }),
      kind: Type.Optional(Type.Unsafe<Kind>(Type.Enum([...KINDS]))),
      questionnaire: Key,
      channels: Type.Array(Type.Unsafe<Channel>(Type.Enum(['sms', 'email'])), {
        minItems: 1,
        maxItems: 2,
        uniqueItems: true,
      }),
      population: Type.Optional(
        Type.Object(
          {
            segments: Type.Optional(Values(200)),
            sites: Type.Optional(Values(2000)),
            minSeniorityDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 36_500 })),
          },
          closed,
        ),
      ),
      wavesPerCycle: Type.Optional(Type.Integer({ minimum: 1, maximum: 12 })),
      target: Type.Union([
        Type.Object({ perWave: Type.Integer({ minimum: 1, maximum: 100_000_000 }) }, closed),
        Type.Object(
          {
            marginOfError: Type.Number({ minimum: 0.001, maximum: 0.5 }),
            confidence: Type.Number({ minimum: 0.5, maximum: 0.999 }),
          },
          closed,
        ),
      ]),
      strata: Type.Optional(
        Type.Array(Type.Unsafe<Stratifier>(Type.Enum([...STRATA])), { maxItems: STRATA.length, uniqueItems: true }),
      ),
      allocation: Type.Optional(Type.Unsafe<Allocation>(Type.Enum([...ALLOCATIONS]))),
      deviations: Type.Optional(
        Type.Record(Type.String({ maxLength: 200 }), Type.Number({ exclusiveMinimum: 0, maximum: 100 }), {
          maxProperties: 2000,
        }),
      ),
      floor: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
      seed: Type.Optional(Text({ min: 1, max: 120 })),
      start: Type.String({ format: 'date', maxLength: 10 }),
      opening: Type.Optional(Type.Unsafe<Opening>(Type.Enum([...OPENINGS]))),
      spreadDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })),
      window: Type.Optional(
        Type.Object(
          {
            days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7, uniqueItems: true }),
            from: WallTime,
            to: WallTime,
          },
          closed,
        ),
      ),
      reminders: Type.Optional(Type.Array(Type.Object({ after: IsoDuration }, closed), { maxItems: 2 })),
      minimumGroup: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    },
    closed,
  ),
);

export const ByKey = schema('ByBarometerKey', Type.Object({ key: Key }));
export const ByWave = schema(
  'ByBarometerWave',
  Type.Object({ key: Key, n: Type.Integer({ minimum: 1, maximum: 100_000 }) }),
  { coerce: true },
);
const MEMBER_STATES = ['waiting', 'moved', 'invited', 'answered', 'replaced', 'unasked'] as const;
export const MemberFilter = {
  state: Type.Optional(Type.Enum([...MEMBER_STATES])),
  day: Type.Optional(Type.String({ format: 'date', maxLength: 10 })),
  stratum: Type.Optional(Text({ max: 300 })),
};
export const MembersQuery = schema('BarometerMembersQuery', Type.Object({ ...MemberFilter, ...ListQuery }, closed), {
  coerce: true,
});

export const ProgrammeAnswer = Type.Interface([SaveProgramme.json], {
  key: Key,
  state: Type.Enum(['active', 'ended']),
});

const Counts = {
  sample: Count,
  waiting: Count,
  moved: Count,
  invited: Count,
  // Null where it is not told of employees.
  answered: Type.Union([Count, Type.Null()]),
  replaced: Count,
  unasked: Count,
};

/** Of the next wave: nobody reminded or replaced; everybody reminded, and the whole reserve called up. */
const SmsRange = Type.Object({ messages: Count, cents: Count });

export const PlanAnswer = Type.Object({
  cycle: Type.Integer(),
  base: Count,
  eligible: Count,
  excluded: Type.Record(Type.String(), Count),
  waves: Type.Array(
    Type.Object({
      number: Type.Integer(),
      state: Type.String(),
      opensAt: Instant,
      closesAt: Instant,
      days: Count,
      sample: Count,
      strata: Type.Array(
        Type.Object({
          key: Type.String(),
          population: Count,
          sample: Count,
          reserve: Count,
          expectedResponseRate: Type.Number(),
          responseRateFrom: Type.Enum(['stratum', 'programme', 'hot', 'default']),
          deviation: Type.Union([Type.Number(), Type.Null()]),
          deviationFrom: Type.Union([Type.Enum(['set', 'stratum', 'few', 'programme']), Type.Null()]),
          expectedAnswers: Type.Number(),
          expectedMarginOfError: Type.Number(),
        }),
      ),
      expectedAnswers: Type.Number(),
      expectedMarginOfError: Type.Number(),
    }),
  ),
  sms: Type.Union([
    Type.Object({ segments: Count, segmentPriceInCents: Type.Number(), low: SmsRange, high: SmsRange }),
    Type.Null(),
  ]),
  opening: Type.Union([
    Type.Object({
      wave: Type.Integer(),
      at: Instant,
      by: Type.Enum([...OPENINGS]),
      refused: Type.Union([Type.Object({ reason: Type.String(), about: orNull, tryAt: Instant }), Type.Null()]),
    }),
    Type.Null(),
  ]),
  warnings: Type.Array(Type.Object({ code: Type.String(), about: orNull, blocks: Type.Boolean() })),
});

const State = Type.Enum(['planned', 'open', 'paused', 'closed']);

export const WaveAnswer = Type.Object({
  programme: Key,
  number: Type.Integer(),
  state: State,
  reason: orNull,
  opensAt: Instant,
  lastBatchAt: Instant,
  closesAt: Instant,
  ...Counts,
  reserve: Count,
  strata: Type.Array(Type.Object({ key: Type.String(), population: Count, reserve: Count, ...Counts })),
  calendar: Type.Array(
    Type.Object({
      day: Type.String(),
      ...Counts,
      putOff: Type.Integer({ minimum: 0, description: 'Left it for a later day' }),
    }),
  ),
  draw: Type.Union([
    Type.Object({
      at: Instant,
      seed: Type.String(),
      frameHash: Type.String(),
      frameSize: Count,
      base: Count,
      excluded: Type.Record(Type.String(), Count),
    }),
    Type.Null(),
  ]),
});

export const MembersAnswer = Type.Object({
  items: Type.Array(
    Type.Object({
      customer: Type.String(),
      stratum: Type.String(),
      position: Type.Integer(),
      role: Type.Enum(['sample', 'reserve']),
      state: Type.Enum([...MEMBER_STATES]),
      plannedFor: Type.Union([Instant, Type.Null()]),
      invitation: orNull,
      inclusionProbability: Type.Number(),
      replaces: orNull,
      replacedBy: orNull,
      reason: orNull,
      replacesBecause: orNull,
      moves: Type.Array(Type.Object({ at: Instant, from: Instant, to: Instant, reason: Type.String() })),
    }),
  ),
  nextCursor: orNull,
});
