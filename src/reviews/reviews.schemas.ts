import { Type } from 'typebox';
import { Cursor, Key, ListQuery, orNothing, schema, Text } from '#platform/http';
import { FLAG_KINDS } from './rules/flag.ts';
import { REVIEW_STATUSES } from './rules/lifecycle.ts';
import { REFUSAL_REASONS } from './rules/publication.ts';

const closed = { additionalProperties: false } as const;
const Reason = Type.Enum([...REFUSAL_REASONS]);
const Instant = Type.String({ format: 'date-time' });
const orNull = <Of extends Parameters<typeof Type.Union>[0][number]>(of: Of) => Type.Union([of, Type.Null()]);

/** What was read: an act on what its author has written again since is refused. Screens say it always, programs may. */
const Revision = Type.Integer({ minimum: 1, maximum: 1_000_000 });
const read = { revision: Type.Optional(Revision) };
const refusal = { reason: Reason, note: Type.Optional(Text({ max: 1_000, lines: true })) };
const reply = { text: Text({ min: 1, max: 2_000, lines: true }) };
const Offset = (minimum: number) => Type.Integer({ minimum, maximum: 10_000 });

export const Publish = orNothing(schema('PublishReview', Type.Object(read, closed)));
export const Refuse = schema('RefuseReview', Type.Object({ ...refusal, ...read }, closed));
export const Unpublish = schema('UnpublishReview', Type.Object({ reason: Reason, ...read }, closed));
export const ReplyTo = schema('ReplyToReview', Type.Object({ ...reply, ...read }, closed));
export const Mask = schema('MaskReview', Type.Object({ start: Offset(0), end: Offset(1), ...read }, closed));

const form = <Of extends Parameters<typeof Type.Object>[0]>(name: string, fields: Of) =>
  schema(name, Type.Object({ ...fields, revision: Revision }, closed), { coerce: true });
export const DecideForm = form('DecideReviewForm', {});
export const RefuseForm = form('RefuseReviewForm', refusal);
export const ReplyForm = form('ReplyToReviewForm', reply);

export const ReviewsQuery = schema(
  'ReviewsQuery',
  Type.Object(
    {
      status: Type.Optional(Type.Enum([...REVIEW_STATUSES])),
      site: Type.Optional(Key),
      score: Type.Optional(Type.Integer({ minimum: 0, maximum: 10 })),
      ...ListQuery,
    },
    closed,
  ),
  { coerce: true },
);

export const ReviewsPageQuery = schema(
  'ReviewsPageQuery',
  Type.Object({
    status: Type.Optional(Type.Enum([...REVIEW_STATUSES])),
    site: Type.Optional(Type.Union([Key, Type.Literal('')])),
    cursor: Type.Optional(Cursor),
  }),
  { coerce: true },
);

export const PublicReviewsQuery = schema(
  'PublicReviewsQuery',
  Type.Object(
    {
      site: Type.Optional(Key),
      /** stars */
      score: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
      ...ListQuery,
    },
    closed,
  ),
  { coerce: true },
);

const Flag = Type.Object({
  kind: Type.Enum([...FLAG_KINDS]),
  start: Type.Integer(),
  end: Type.Integer(),
  why: Type.String(),
});

export const ReviewView = Type.Object({
  id: Type.String({ format: 'uuid' }),
  revision: Type.Integer({ minimum: 1 }),
  status: Type.Enum([...REVIEW_STATUSES]),
  site: orNull(Type.String()),
  touchpoint: orNull(Type.String()),
  scale: Type.String(),
  score: Type.Integer(),
  stars: Type.Number(),
  text: Type.String(),
  language: Type.String(),
  displayName: Type.String(),
  flags: Type.Array(Flag),
  masks: Type.Array(Type.Object({ start: Type.Integer(), end: Type.Integer() })),
  experienceAt: Instant,
  answeredAt: Instant,
  publishBy: Instant,
  publishedAt: orNull(Instant),
  editedAt: orNull(Instant),
  reply: orNull(Type.Object({ text: Type.String(), at: Instant })),
  refusal: orNull(Type.Object({ reason: Reason, note: orNull(Type.String()), at: Instant })),
});

export const ReviewPage = Type.Object({ items: Type.Array(ReviewView), nextCursor: orNull(Type.String()) });

const PublicReview = Type.Object({
  id: Type.String({ format: 'uuid' }),
  site: orNull(Type.String()),
  stars: Type.Number(),
  text: Type.String(),
  masked: Type.Boolean(),
  language: Type.String(),
  displayName: Type.String(),
  verified: Type.Boolean(),
  experienceAt: Instant,
  publishedAt: Instant,
  editedAt: orNull(Instant),
  reply: orNull(Type.Object({ text: Type.String(), at: Instant })),
});

export const PublicReviews = Type.Object({
  summary: Type.Object({
    count: Type.Integer(),
    average: orNull(Type.Number()),
    distribution: Type.Record(Type.String(), Type.Integer()),
  }),
  items: Type.Array(PublicReview),
  nextCursor: orNull(Type.String()),
});
