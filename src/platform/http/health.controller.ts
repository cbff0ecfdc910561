import { Controller, Get, Header } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { Database } from '#platform/database';
import { Allow } from './access.ts';
import { Problem } from './problem.ts';

const registry = new Registry();
collectDefaultMetrics({ register: registry });

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
  @Header('content-type', registry.contentType)
  async metrics() {
    return registry.metrics();
  }
}
