import { Injectable } from '@nestjs/common';
import type { Language } from '#platform/values';
import type { Origin, Response } from '#responses';

export interface Submitted {
  status: 'partial' | 'complete';
  response: Response | null;
  /** Who calls, and before when, if the answer led to a call. */
  callback: { id: string; firstContactDueAt: Date; team: { name: string } } | null;
  review: { id: string; status: string } | null;
}

@Injectable()
export class AnsweringService {
  /**
   * The answer, the case and the review it leads to, in one transaction. `raw` is put over what was answered before;
   * null takes an answer back. @throws Problem 404 unknown link, 410 expired or closed, 422 with the reasons.
   */
  async submit(
    _token: string,
    _raw: Record<string, unknown>,
    _options: { complete: boolean; via: 'web' | 'sms' | 'api'; origin: Origin; language?: Language },
  ): Promise<Submitted> {
    throw new Error('Not yet.');
  }
}
