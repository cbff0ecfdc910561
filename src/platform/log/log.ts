import { Global, Inject, Injectable, Module, type LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { CONFIG, type Config } from '#platform/config';

export const LOGGER = Symbol('logger');

/** Structured lines on standard output. Secrets and contact points never reach a log: what might hold them is cut by name. */
function createLog({ logLevel }: Config): Logger {
  return pino({
    level: logLevel,
    serializers: { err: told },
    redact: [
      '*.phone',
      '*.email',
      '*.password',
      '*.authorization',
      '*.token',
      'headers.authorization',
      'headers.cookie',
    ],
  });
}

/** Of an error all but the connection it came by. */
function told(error: Error): Record<string, unknown> {
  const { client: _, ...rest } = pino.stdSerializers.err(error);
  return rest;
}

/** Nest's own lines, in ours: its start-up chatter is for debugging only. */
@Injectable()
export class NestLog implements LoggerService {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  log(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, String(message));
  }

  warn(message: unknown, context?: unknown): void {
    this.logger.warn({ context }, String(message));
  }

  error(message: unknown, ...details: unknown[]): void {
    this.logger.error({ details }, String(message));
  }
}

@Global()
@Module({
  providers: [{ provide: LOGGER, inject: [CONFIG], useFactory: createLog }, NestLog],
  exports: [LOGGER, NestLog],
})
export class LogModule {}
