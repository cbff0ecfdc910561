export { DeliveryError, type DeliveryErrorKind } from './delivery-error.ts';
export { retryDelay } from './retry-delay.ts';
