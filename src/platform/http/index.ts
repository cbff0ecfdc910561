export { Allow, type Access, type Scope } from './access.ts';
export { HttpModule } from './http.module.ts';
export { IDENTITY, type Identity, type Principal, type UserRole, USER_ROLES } from './identity.ts';
export { metrics } from './metrics.ts';
export { invalid, Problem, type FieldError } from './problem.ts';
export {
  pageOf,
  pageOfAll,
  decodeCursor,
  isTime,
  positionOf,
  Cursor,
  ListQuery,
  PlainList,
  type Page,
  type Position,
} from './lists.ts';
export {
  check,
  orNothing,
  schema,
  type Schema,
  type SchemaOf,
  Text,
  Key,
  Instant,
  IsoDuration,
  LocalizedText,
} from './schema.ts';
export { Answers } from './answers.ts';
export { Caller } from './caller.ts';
export { provenOurs } from './access.guard.ts';
export { FormErrors, NO_FAULTS, type FormFaults } from './form-errors.ts';
export { seeOther, type Notice, type SeeOther } from './see-other.ts';
export { languageOfReader, NAVIGATION, ORGANISATION_ZONE, type Navigation } from './shell.ts';
export { createHttpApp } from './app.ts';
export { RateLimits } from './rate-limits.ts';
export { Refusals } from './refusals.ts';
export { Sessions } from './sessions.store.ts';
export { Routes, type Route } from './routes.ts';
export { Records, type Upload } from './upload.ts';
