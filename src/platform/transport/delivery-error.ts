/**
 * - `permanent`: this message will never be taken; another way must be found.
 * - `passing`: it was certainly not taken, and may be offered again later.
 * - `uncertain`: it may or may not have been taken; the provider is asked before it is offered again.
 */
export type DeliveryErrorKind = 'permanent' | 'passing' | 'uncertain';

/** What a transport throws when a message was not handed over. `code` is the provider's own, for people and for tables of codes. */
export class DeliveryError extends Error {
  constructor(
    readonly kind: DeliveryErrorKind,
    readonly code: string,
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`${kind} ${code}: ${detail}`, options);
  }
}
