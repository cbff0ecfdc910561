import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Req, type RawBodyRequest } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '#platform/config';
import { Allow, Problem } from '#platform/http';
import { ConnectorsIntake, type Intake } from './connectors-intake.service.ts';

/** Where other systems call. Who may is proven by each connector's own secret. */
@Allow('anyone')
@Controller('webhooks/in')
export class ConnectorsApiController {
  constructor(
    private readonly intake: ConnectorsIntake,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  @Post(':key')
  @HttpCode(202)
  receive(
    @Param('key') key: string,
    @Body() payload: unknown,
    @Headers() headers: Record<string, string | undefined>,
    @Req() request: RawBodyRequest<FastifyRequest>,
  ): Promise<Intake> {
    if (typeof payload !== 'object' || payload === null) {
      throw new Problem(415, 'content-type', 'A payload comes as application/json.');
    }
    const url = `${this.config.publicUrl}${request.originalUrl}`;
    const body = request.rawBody?.toString('utf8') ?? '';
    return this.intake.receive(key, { method: request.method, url, headers, body }, payload);
  }
}
