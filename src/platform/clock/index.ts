export { Clock, ClockModule } from './clock.ts';
