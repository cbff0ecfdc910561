import { Type, type TSchema } from 'typebox';
import { Instant, Key, ListQuery, orNothing, schema, Text } from '#platform/http';
import { ATTEMPT_OUTCOMES } from './rules/attempts.ts';
import { HIGHEST_GESTURE } from './rules/gestures.ts';
import { CASE_STATUSES } from './rules/lifecycle.ts';

const closed = { additionalProperties: false } as const;
const orNull = <Of extends TSchema>(of: Of) => Type.Union([of, Type.Null()]);
const Words = Text({ max: 4_000, lines: true });
const Written = Text({ min: 1, max: 4_000, lines: true });
const User = Text({ min: 1, max: 254 });
const Outcome = Type.Enum(['recovered', 'not-recovered'] as const);
/** Programs may bring causes and gestures of their own catalogue; screens offer ours. */
const Gesture = Type.Object({ key: Key, amount: Type.Integer({ minimum: 0, maximum: HIGHEST_GESTURE }) }, closed);

export const CallbacksQuery = schema(
  'CallbacksQuery',
  Type.Object(
    {
      status: Type.Optional(Type.Enum([...CASE_STATUSES])),
      team: Type.Optional(Key),
      site: Type.Optional(Key),
      customer: Type.Optional(Text({ min: 1, max: 200 })),
      overdue: Type.Optional(Type.Boolean()),
      ...ListQuery,
    },
    closed,
  ),
  { coerce: true },
);

/** Nothing at all is a claim for nobody in particular. */
export const ClaimCase = orNothing(schema('ClaimCase', Type.Object({ user: Type.Optional(User) }, closed)));

export const AttemptCase = schema(
  'AttemptCase',
  Type.Object(
    {
      outcome: Type.Enum([...ATTEMPT_OUTCOMES]),
      note: Type.Optional(orNull(Words)),
      nextAt: Type.Optional(orNull(Instant)),
    },
    closed,
  ),
);

export const ResolveCase = schema(
  'ResolveCase',
  Type.Object(
    {
      rootCause: Text({ min: 1, max: 100 }),
      action: Text({ min: 1, max: 1_000, lines: true }),
      gesture: Type.Optional(orNull(Gesture)),
      note: Type.Optional(orNull(Words)),
    },
    closed,
  ),
);

export const VerifyCase = schema(
  'VerifyCase',
  Type.Object({ outcome: Outcome, note: Type.Optional(orNull(Words)) }, closed),
);
export const ReopenCase = schema('ReopenCase', Type.Object({ note: Written }, closed));

const Told = Type.Object({
  what: Type.String(),
  who: Type.String(),
  at: Instant,
  from: orNull(Type.String()),
  to: orNull(Type.String()),
  why: orNull(Type.String()),
});

export const CaseView = Type.Object({
  id: Type.String({ format: 'uuid' }),
  status: Type.Enum([...CASE_STATUSES]),
  priority: Type.Integer({ minimum: 1, maximum: 3 }),
  customer: orNull(Type.String()),
  site: orNull(Type.String()),
  response: orNull(Type.String({ format: 'uuid' })),
  reason: Type.String(),
  team: orNull(Type.String()),
  assignee: orNull(Type.String()),
  openedAt: Instant,
  firstContactDueAt: Instant,
  firstContactAt: orNull(Instant),
  resolutionDueAt: Instant,
  nextTryAt: orNull(Instant),
  resolvedAt: orNull(Instant),
  closedAt: orNull(Instant),
  rootCause: orNull(Type.String()),
  action: orNull(Type.String()),
  gesture: orNull(Type.Object({ key: Type.String(), amount: Type.Integer(), currency: Type.String() })),
  outcome: orNull(Type.String()),
  overdue: Type.Boolean(),
  history: Type.Array(Told),
});
export const CasePage = Type.Object({ items: Type.Array(CaseView), nextCursor: orNull(Type.String()) });
