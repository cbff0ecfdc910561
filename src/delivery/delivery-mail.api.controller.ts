import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Allow, Problem } from '#platform/http';
import { DeliveryReports } from './delivery-reports.service.ts';

/** Where a mail server hands over the reports it gets for our address: as they came, `Content-Type: text/plain`. */
@Allow('anyone')
@Controller('webhooks/mail')
export class DeliveryMailApiController {
  constructor(private readonly reports: DeliveryReports) {}

  @Post('report')
  @HttpCode(204)
  async report(@Body() raw: unknown): Promise<void> {
    if (typeof raw !== 'string')
      throw new Problem(415, 'content-type', 'A report comes as text/plain, headers and all.');
    await this.reports.read(raw);
  }
}
