import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Sweeps } from '#platform/queue';
import { BarometerOpening } from './barometer-opening.service.ts';
import { BarometerSending } from './barometer-sending.service.ts';
import { BarometerWaves } from './barometer-waves.service.ts';

const EVERY_MS = 60_000;

@Injectable()
export class BarometerProcessor implements OnModuleInit {
  constructor(
    private readonly sweeps: Sweeps,
    private readonly sending: BarometerSending,
    private readonly waves: BarometerWaves,
    private readonly opening: BarometerOpening,
  ) {}

  onModuleInit(): void {
    this.sweeps.add({
      name: 'barometer.openings',
      everyMs: EVERY_MS,
      run: () => this.opening.openDue(),
      nextDueAt: () => this.opening.nextDueAt(),
    });
    this.sweeps.add({
      name: 'barometer.batches',
      everyMs: EVERY_MS,
      run: () => this.sending.sendDue(),
      nextDueAt: () => this.sending.nextDueAt(),
    });
    this.sweeps.add({
      name: 'barometer.ends',
      everyMs: EVERY_MS,
      run: () => this.waves.closeOverdue(),
      nextDueAt: () => this.waves.nextEndAt(),
    });
  }
}
