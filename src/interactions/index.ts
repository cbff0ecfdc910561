export { InteractionsModule } from './interactions.module.ts';
export { InteractionsService } from './interactions.service.ts';
export { TouchpointsService } from './touchpoints.service.ts';
export type { Decision, InteractionInput, Outcome, Reason, RecordResult } from './rules/interaction.ts';
export type { Touchpoint, TouchpointInput } from './rules/touchpoint.ts';
