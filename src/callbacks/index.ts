export { CallbacksModule } from './callbacks.module.ts';
export { CallbacksService } from './callbacks.service.ts';
export { CallbacksWork } from './callbacks-work.service.ts';
export { CallbacksClosing } from './callbacks-closing.service.ts';
export type { Promised } from './callbacks-opening.service.ts';
