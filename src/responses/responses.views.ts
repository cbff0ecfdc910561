import type { Customer } from '#customers';
import type { Response } from './responses.service.ts';

/** As programs see it; the customer by the id they gave. */
export function responseView(response: Response, customer: Pick<Customer, 'externalId'> | undefined) {
  return {
    id: response.id,
    invitation: response.invitation,
    customer: customer?.externalId ?? null,
    touchpoint: response.touchpoint,
    answers: response.answers,
    comment: response.comment,
    sentiment: null,
    themes: [],
    answeredAt: response.answeredAt.toISOString(),
    complete: response.complete,
  };
}
