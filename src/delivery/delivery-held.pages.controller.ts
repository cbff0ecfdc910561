import { Controller, Param, Post } from '@nestjs/common';
import { Allow, seeOther } from '#platform/http';
import { DeliveryHeld } from './delivery-held.service.ts';

const HERE = '/operations#held';

/** The two acts on a message of which nobody knows whether it went. */
@Allow('supervisor', 'admin')
@Controller('operations/held')
export class DeliveryHeldPagesController {
  constructor(private readonly held: DeliveryHeld) {}

  @Post(':id/again')
  async sendAgain(@Param('id') id: string) {
    await this.held.sendAgain(id);
    return seeOther(HERE, { word: 'delivery.operations.isSentAgain' });
  }

  @Post(':id/went')
  async went(@Param('id') id: string) {
    await this.held.went(id);
    return seeOther(HERE, { word: 'delivery.operations.isNotedAsSent' });
  }
}
