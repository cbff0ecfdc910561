import { Type } from 'typebox';
import { Cursor, Instant, schema, Text } from '#platform/http';
import { TABS } from './callbacks-reading.service.ts';
import { ATTEMPT_OUTCOMES } from './rules/attempts.ts';
import { GESTURE_KEYS } from './rules/gestures.ts';
import { ROOT_CAUSE_KEYS } from './rules/root-causes.ts';

const Words = Type.Optional(Text({ max: 4_000, lines: true }));
const Written = Text({ min: 1, max: 4_000, lines: true });

/** Fields of forms have names of their own, because one page holds them all. */
export const QueueQuery = schema(
  'QueueQuery',
  Type.Object({ view: Type.Optional(Type.Enum([...TABS])), cursor: Type.Optional(Cursor) }),
  { coerce: true },
);
export const ReturnQuery = schema('ReturnQuery', Type.Object({ view: Type.Optional(Type.Enum([...TABS])) }), {
  coerce: true,
});
export const AttemptForm = schema(
  'AttemptForm',
  Type.Object({ outcome: Type.Enum([...ATTEMPT_OUTCOMES]), note: Words, nextAt: Type.Optional(Instant) }),
);
export const NoteForm = schema('NoteForm', Type.Object({ text: Written }));
export const ResolveForm = schema(
  'ResolveForm',
  Type.Object({
    rootCause: Type.Enum([...ROOT_CAUSE_KEYS]),
    action: Text({ min: 1, max: 1_000, lines: true }),
    gesture: Type.Optional(Type.Enum([...GESTURE_KEYS])),
    amount: Type.Optional(Text({ max: 20 })),
    resolutionNote: Words,
  }),
);
export const VerifyForm = schema(
  'VerifyForm',
  Type.Object({ verdict: Type.Enum(['recovered', 'not-recovered'] as const), verdictNote: Words }),
);
export const ReopenForm = schema('ReopenForm', Type.Object({ reopenNote: Written }));
export const CloseForm = schema(
  'CloseForm',
  Type.Object({ as: Type.Enum(['unreachable', 'declined'] as const), closeNote: Words }),
);
export const AssignForm = schema('AssignForm', Type.Object({ user: Text({ min: 1, max: 254 }) }));
