import { Type } from 'typebox';
import { CustomerFields, CustomerId, type CustomerInput } from '#customers';
import { Instant, Key, schema, Text, type Schema } from '#platform/http';

const closed = { additionalProperties: false };
const ExternalId = Text({ min: 1, max: 200 });
const Name = Type.Union([Text({ max: 120 }), Type.Null()]);
const Seconds = Type.Number({ minimum: 0, maximum: 1e9 });

const reported = (customer: ReturnType<typeof Type.Unsafe<CustomerInput>>) =>
  Type.Object(
    {
      id: ExternalId,
      touchpoint: Key,
      occurredAt: Instant,
      customer,
      site: Type.Optional(Type.Union([Key, Type.Null()])),
      agent: Type.Optional(Name),
      channel: Type.Optional(Name),
      measures: Type.Optional(
        Type.Object(
          {
            waitSeconds: Type.Optional(Seconds),
            firstResponseSeconds: Type.Optional(Seconds),
            handleSeconds: Type.Optional(Seconds),
            contacts: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
            resolvedAtFirstContact: Type.Optional(Type.Boolean()),
            abandoned: Type.Optional(Type.Boolean()),
          },
          closed,
        ),
      ),
      attributes: Type.Optional(Type.Record(Type.String({ maxLength: 64 }), Type.Unknown(), { maxProperties: 50 })),
    },
    closed,
  );

const judged = schema('RecordInteraction', reported(Type.Unsafe<CustomerInput>(Type.Object({}))));
const described = reported(
  Type.Unsafe<CustomerInput>(
    Type.Object(
      { externalId: CustomerId, ...CustomerFields.properties },
      {
        ...closed,
        description: 'As in PUT /api/v1/customers/{externalId}, with externalId; what is not said is left as it is.',
      },
    ),
  ),
);

/**
 * What a sender reports, by whatever way: a call, a batch, a file, another system's webhook. The customer is described here and
 * judged by the customers' own rule, so that every way refuses alike.
 */
export const RecordInteraction: Schema<typeof described> = { ...judged, json: described };
