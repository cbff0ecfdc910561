export { CallbacksModule } from './callbacks.module.ts';
export { CallbacksService } from './callbacks.service.ts';
export { CallbacksSlots } from './callbacks-slots.service.ts';
export { CallbacksWishes } from './callbacks-wishes.service.ts';
export type { Slot } from './rules/slots.ts';
export { CallbacksWork } from './callbacks-work.service.ts';
export { CallbacksClosing } from './callbacks-closing.service.ts';
export type { Promised } from './callbacks-opening.service.ts';
export { callAsked, wishesCall } from './rules/call-wish.ts';
