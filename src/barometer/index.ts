export { BarometerAnonymousModule } from './barometer-anonymous.module.ts';
export { BarometerAnonymous } from './barometer-anonymous.service.ts';
export { BarometerFollowing } from './barometer-following.service.ts';
export { BarometerModule } from './barometer.module.ts';
export { BarometerService } from './barometer.service.ts';
export { BarometerExperience } from './barometer-experience.service.ts';
export type { Programme } from './rules/programme.ts';
export { BarometerWaves } from './barometer-waves.service.ts';
export { draw, lotOf, type Framed } from './rules/draw.ts';
