export { BarometerModule } from './barometer.module.ts';
export { BarometerService } from './barometer.service.ts';
export type { Programme } from './rules/programme.ts';
