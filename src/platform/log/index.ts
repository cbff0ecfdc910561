export { LOGGER, LogModule, NestLog } from './log.ts';
