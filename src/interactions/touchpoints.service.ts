import { Injectable } from '@nestjs/common';
import type { Touchpoint, TouchpointInput } from './rules/touchpoint.ts';

@Injectable()
export class TouchpointsService {
  async byKey(_key: string): Promise<Touchpoint | null> {
    throw new Error('not yet');
  }

  /** In the order of the customer's life. */
  async all(): Promise<Touchpoint[]> {
    throw new Error('not yet');
  }

  /** @throws Problem 422 naming the field at fault. */
  async save(_key: string, _input: TouchpointInput): Promise<Touchpoint> {
    throw new Error('not yet');
  }
}
