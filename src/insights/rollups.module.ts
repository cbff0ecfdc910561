import { Module } from '@nestjs/common';
import { RollupsRepository } from './rollups.repository.ts';
import { RollupsService } from './rollups.service.ts';

/** Apart, so that the command which rebuilds the counters starts nothing else. */
@Module({ providers: [RollupsRepository, RollupsService], exports: [RollupsService] })
export class RollupsModule {}
