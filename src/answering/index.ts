export { PointsService } from './points.service.ts';
export { AnnouncementsService } from './announcements.service.ts';
export { AnsweringModule } from './answering.module.ts';
export { AnsweringService } from './answering.service.ts';
export type { Submitted } from './answering.service.ts';
