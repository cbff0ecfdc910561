import type { Customer } from '#customers';
import { themesIn } from '#platform/values';
import type { Response } from './responses.service.ts';
import { sentimentOf } from './rules/sentiment.ts';

/** As programs see it; the customer by the id they gave. */
export function responseView(response: Response, customer: Pick<Customer, 'externalId'> | undefined) {
  return {
    id: response.id,
    invitation: response.invitation,
    customer: customer?.externalId ?? null,
    touchpoint: response.touchpoint,
    channel: response.channel,
    answers: response.answers,
    comment: response.comment,
    sentiment: sentimentOf(response),
    themes: response.comment === null ? [] : themesIn(response.comment),
    answeredAt: response.answeredAt.toISOString(),
    complete: response.complete,
  };
}
