export { InvitationsModule } from './invitations.module.ts';
export {
  InvitationsService,
  type Claimed,
  type HistoryEntry,
  type InvitationFilter,
  type Waiting,
} from './invitations.service.ts';
export { InvitationAnswer } from './invitations.api.controller.ts';
export { invitationView, SEES_ASKED } from './invitations.views.ts';
export type { Failure } from './invitations-moves.service.ts';
export type { Through } from './rules/fate.ts';
export { InvitationsFollowing, type Later, type Unsent } from './invitations-following.service.ts';
export type { Invitation } from './rules/invitation.ts';
export { OPEN, STATUSES, type InvitationStatus } from './rules/lifecycle.ts';
export { QuietHours } from './quiet-hours.service.ts';
export type { Planned, PlannedInvitation, PlanRequest } from './rules/plan.ts';
