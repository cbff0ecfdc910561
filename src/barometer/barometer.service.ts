import { Injectable } from '@nestjs/common';
import { BarometerRepository } from './barometer.repository.ts';
import type { Programme } from './rules/programme.ts';

/** The rolling sample of the base: its programmes. */
@Injectable()
export class BarometerService {
  constructor(private readonly repository: BarometerRepository) {}

  async all(): Promise<Programme[]> {
    return this.repository.all();
  }
}
