import { Injectable } from '@nestjs/common';
import type { InteractionInput, RecordResult } from './rules/interaction.ts';

/** What happened, and the decision it led to. */
@Injectable()
export class InteractionsService {
  /** One transaction for all; in order, and one bad item spoils no other. */
  async recordMany(_inputs: readonly InteractionInput[]): Promise<RecordResult[]> {
    throw new Error('not yet');
  }

  /** Those that arrive together share one transaction, each with its own answer. */
  async record(_input: InteractionInput): Promise<RecordResult> {
    throw new Error('not yet');
  }
}
