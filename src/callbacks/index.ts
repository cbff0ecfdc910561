export { CallbacksModule } from './callbacks.module.ts';
export { CallbacksService, type Promised } from './callbacks.service.ts';
