import { Injectable } from '@nestjs/common';
import type { Response } from '#responses';

/** Who calls the customer, and before when. */
export interface Promised {
  readonly id: string;
  readonly firstContactDueAt: Date;
  readonly teamName: string | null;
}

@Injectable()
export class CallbacksService {
  /**
   * Opens a case when the answer asks for one, or joins the one that is open. Partial answers are left alone unless
   * settled; the same response twice leads to one case.
   */
  async consider(_response: Response, _options: { settled?: boolean } = {}): Promise<Promised | null> {
    throw new Error('not yet');
  }
}
