import { Injectable } from '@nestjs/common';
import { actors, Hears, type HeardFact } from '#platform/facts';
import { AnsweringConversationsService } from './answering-conversations.service.ts';

@Injectable()
export class AnsweringListener {
  constructor(private readonly conversations: AnsweringConversationsService) {}

  @Hears('answering.conversation', 'message.received')
  async received(facts: HeardFact<'message.received'>[]): Promise<void> {
    for (const { data } of facts) await actors.as('customer', () => this.conversations.read(data.inbound));
  }
}
