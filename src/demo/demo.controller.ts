import { Controller, Get } from '@nestjs/common';
import { Allow } from '#platform/http';
import { page, type PageResult } from '#platform/templates';
import { Demo } from './demo.service.ts';

/** htmx polls no longer once it is answered so. */
const STOP_POLLING = 286;

/** How far the demonstration's year has been told, for the foot of every screen. */
@Allow('signed-in')
@Controller('demo')
export class DemoController {
  constructor(private readonly demo: Demo) {}

  @Get('progress')
  async progress(): Promise<PageResult> {
    const progress = await this.demo.progress();
    return page('demo/progress', { progress }, { fragment: '_progress', ...(!progress && { status: STOP_POLLING }) });
  }
}
