export { DeliveryModule } from './delivery.module.ts';
export { DeliveryPreviews } from './delivery-previews.service.ts';
export { DeliveryService } from './delivery.service.ts';
export type { Inbound } from './delivery-mailbox.service.ts';
export type { Letter } from './rules/letter.ts';
export { readInbound } from './rules/inbound-text.ts';
