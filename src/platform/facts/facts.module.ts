import { BullModule, Processor, WorkerHost } from '@nestjs/bullmq';
import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { Job } from 'bullmq';
import { Facts } from './facts.service.ts';
import { FactRelay, type FactJob } from './relay.ts';

@Processor('facts', { concurrency: 4 })
class FactsProcessor extends WorkerHost {
  constructor(private readonly relay: FactRelay) {
    super();
  }

  override async process(job: Job<FactJob>): Promise<void> {
    await this.relay.hear(job.data);
  }
}

@Global()
@Module({
  imports: [BullModule.registerQueue({ name: 'facts' }), DiscoveryModule],
  providers: [Facts, FactRelay, FactsProcessor],
  exports: [Facts, FactRelay],
})
export class FactsModule {}
