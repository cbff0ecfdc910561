import { Injectable } from '@nestjs/common';
import { InvitationsService } from '#invitations';
import { Database } from '#platform/database';
import { Problem } from '#platform/http';
import { AnonymousRepository, type AnonymousAnswer } from './anonymous.repository.ts';
import { shownAnswers } from './rules/anonymous.ts';
import type { Programme } from './rules/programme.ts';
import type { WaveState } from './rules/lifecycle.ts';

/** Answers of employees, which nobody can tie to them (decision 0040). */
@Injectable()
export class BarometerAnonymous {
  constructor(
    private readonly db: Database,
    private readonly invitations: InvitationsService,
    private readonly repository: AnonymousRepository,
  ) {}

  /** Uses the link and keeps the answer, apart from each other. @throws Problem 410 when the link was used, or the wave is over */
  async answer(invitation: string, answer: AnonymousAnswer): Promise<void> {
    await this.db.transaction(async () => {
      if (!(await this.invitations.spend(invitation)))
        throw new Problem(410, 'answered', 'This survey has been answered, or is over.');
      const place = await this.repository.place(invitation);
      if (!place) throw new Problem(410, 'closed', 'This survey is closed.');
      await this.repository.keep(place, answer);
    });
  }

  /** How many have answered, as far as anybody may know; null while they are too few. */
  async answersOf(wave: string, state: WaveState, { minimumGroup }: Programme): Promise<number | null> {
    return shownAnswers(await this.repository.count(wave), minimumGroup, state === 'closed');
  }
}
