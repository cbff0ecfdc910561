export { InvitationsModule } from './invitations.module.ts';
export { InvitationsService, type Claimed, type HistoryEntry, type InvitationFilter } from './invitations.service.ts';
export type { Invitation } from './invitation.entity.ts';
export { OPEN, STATUSES, type InvitationStatus } from './rules/lifecycle.ts';
export type { Planned, PlannedInvitation, PlanRequest } from './rules/plan.ts';
