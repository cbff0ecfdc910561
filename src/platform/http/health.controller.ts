import { Controller, Get, Header } from '@nestjs/common';
import { Database } from '#platform/database';
import { Allow } from './access.ts';
import { metrics } from './metrics.ts';
import { Problem } from './problem.ts';

@Allow('anyone')
@Controller()
export class HealthController {
  constructor(private readonly db: Database) {}

  @Get('health/live')
  live() {
    return { status: 'live' };
  }

  @Get('health/ready')
  async ready() {
    try {
      await this.db.query('select 1');
    } catch (error) {
      throw new Problem(503, 'not-ready', `The database does not answer: ${(error as Error).message}`);
    }
    return { status: 'ready' };
  }

  @Get('metrics')
  @Header('content-type', metrics.contentType)
  async figures() {
    return metrics.metrics();
  }
}
