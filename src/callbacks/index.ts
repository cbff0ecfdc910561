export { CallbacksModule } from './callbacks.module.ts';
export { CallbacksService } from './callbacks.service.ts';
export type { Promised } from './callbacks-opening.service.ts';
