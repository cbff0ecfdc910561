import { Injectable } from '@nestjs/common';
import { BarometerFollowing } from '#barometer';
import { InvitationsService } from '#invitations';
import { Clock } from '#platform/clock';
import { Sweeps } from '#platform/queue';
import type { Chapter } from './chapter.ts';
import { DemoAnswers } from './demo-answers.service.ts';
import { DemoRepository } from './demo.repository.ts';
import { waveReaction } from './rules/wave-answers.ts';

const BATCH = 1_000;
const ENDS = ['barometer.ends', 'invitations.expired'] as const;

/** What falls due on a day of a wave, by the rules that hold for real ones. */
@Injectable()
export class DemoWaveDays {
  constructor(
    private readonly clock: Clock,
    private readonly sweeps: Sweeps,
    private readonly invitations: InvitationsService,
    private readonly following: BarometerFollowing,
    private readonly answers: DemoAnswers,
    private readonly repository: DemoRepository,
  ) {}

  async goOn(chapter: Chapter, programme: string, wave: number): Promise<void> {
    // What is told is heard by nobody: the wave is told what became of its people here.
    await this.following.follow(await this.repository.waveMoves(programme, wave));
    await this.#sweep('barometer.batches');
    await this.#send(chapter, wave);
    for (const name of ENDS) await this.#sweep(name);
  }

  /** As if every message had gone out; none does. */
  async #send(chapter: Chapter, wave: number): Promise<void> {
    const { people, seed, year, answering } = chapter;
    const claimed = await this.invitations.claimDue(BATCH);
    if (claimed.length === 0) return;
    await this.invitations.markSent(claimed.map(({ id }) => id));
    const sentAt = this.clock.now();
    const sent = claimed.flatMap((invitation) => {
      const person = people.get(invitation.customer);
      if (!person || answering.has(invitation.id)) return [];
      const { channel, reminder } = invitation;
      const reaction = waveReaction(person, wave, { channel, sentAt, reminder }, seed, year);
      return [{ invitation, of: `${person.externalId} wave ${wave}`, reaction }];
    });
    this.answers.meet(chapter, sent, () => this.#send(chapter, wave));
    if (claimed.length === BATCH) await this.#send(chapter, wave);
  }

  async #sweep(name: string): Promise<void> {
    for (let done = 1; done > 0;) done = await this.sweeps.run(name);
  }
}
