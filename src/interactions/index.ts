export { InteractionsModule } from './interactions.module.ts';
export { InteractionsService, type RecordResult } from './interactions.service.ts';
export { TouchpointsService } from './touchpoints.service.ts';
export type { Decision, InteractionInput, Outcome, Reason } from './rules/interaction.ts';
export type { Touchpoint, TouchpointInput } from './rules/touchpoint.ts';
export { ConnectorsIntake } from './connectors-intake.service.ts';
export { ConnectorsService } from './connectors.service.ts';
export { SimulationsService } from './simulations.service.ts';
export { periodOf } from './rules/period.ts';
