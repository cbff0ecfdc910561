export { Facts } from './facts.service.ts';
export { FactsModule } from './facts.module.ts';
export { FactRelay } from './relay.ts';
export { Hears, type HeardFact } from './hears.ts';
export { actors, type Actor } from './actor.ts';
export type { FactData, FactName } from './facts.ts';
