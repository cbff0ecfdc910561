import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { BarometerMoves } from './barometer-moves.service.ts';
import { BarometerReplacing } from './barometer-replacing.service.ts';
import { MembersRepository } from './members.repository.ts';
import { afterMove, isBounceStorm, type Move } from './rules/member.ts';

const DAY_MS = 86_400_000;

export interface InvitationMove extends Move {
  readonly invitation: string;
  readonly at: Date;
}

/** What becomes of people once they were asked. */
@Injectable()
export class BarometerFollowing {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly members: MembersRepository,
    private readonly replacing: BarometerReplacing,
    private readonly moves: BarometerMoves,
  ) {}

  /** Heard of all invitations; most are none of ours. */
  async follow(moved: readonly InvitationMove[]): Promise<void> {
    const answered = moved.filter((move) => afterMove(move) === 'answered');
    const lost = new Map(moved.flatMap((move) => (afterMove(move) === 'replace' ? [[move.invitation, move]] : [])));
    if (answered.length === 0 && lost.size === 0) return;
    await this.db.transaction(async () => {
      for (const { invitation, at } of answered) await this.members.markAnswered([invitation], at);
      const members = lost.size === 0 ? [] : await this.members.lockInvited([...lost.keys()]);
      for (const { invitation, ...member } of members) {
        const { to, cause } = lost.get(invitation) ?? { to: 'failed', cause: null };
        await this.replacing.replace(member, to === 'bounced' || to === 'failed' ? to : (cause ?? to));
      }
      for (const wave of new Set(members.map((member) => member.wave))) await this.#stopAStorm(wave);
    });
  }

  /** Erased before their turn had come. */
  async forget(customers: readonly string[]): Promise<void> {
    if (customers.length === 0) return;
    await this.db.transaction(async () => {
      for (const member of await this.members.lockWaiting(customers)) await this.replacing.replace(member, 'erased');
    });
  }

  async #stopAStorm(id: string): Promise<void> {
    const since = new Date(this.clock.now().getTime() - DAY_MS);
    if (!isBounceStorm(await this.members.bounces(id, since))) return;
    const { wave } = (await this.replacing.surroundings([id]))(id);
    if (wave.state === 'open') await this.moves.pause(wave, 'bounces');
  }
}
