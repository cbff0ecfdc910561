export { ResponsesModule } from './responses.module.ts';
export { ResponsesService } from './responses.service.ts';
export type { Recorded, Response, ResponseQuery, Submission, Submit } from './responses.service.ts';
export type { Label, Origin } from './rules/person-or-machine.ts';
export { ResponsesSettlingService } from './responses-settling.service.ts';
export {
  ResponsesSubmissionsService,
  type KeptSubmission,
  type SubmissionQuery,
} from './responses-submissions.service.ts';
export { isPersonLooking, personOrMachine } from './rules/person-or-machine.ts';
export { sentimentOf, type Sentiment } from './rules/sentiment.ts';
