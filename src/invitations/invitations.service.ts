import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { pageOf, positionOf, Problem, type Page } from '#platform/http';
import type { Mood } from '#platform/values';
import type { Verdict } from '#pressure';
import { DueRepository, type Waiting } from './due.repository.ts';
import { InvitationsClaims, type Taken } from './invitations-claims.service.ts';
import { InvitationsMoves, type Failure } from './invitations-moves.service.ts';
import type { Unsent } from './invitations-following.service.ts';
import { InvitationsPlanning } from './invitations-planning.service.ts';
import { InvitationsRepository } from './invitations.repository.ts';
import { LinksRepository } from './links.repository.ts';
import type { Through } from './rules/fate.ts';
import type { Invitation } from './rules/invitation.ts';
import type { InvitationStatus } from './rules/lifecycle.ts';
import type { Planned, PlanRequest } from './rules/plan.ts';

export type { Waiting };

export type Claimed = Invitation & Pick<Taken, 'reminder' | 'sendBy'> & { readonly token: string };

export interface InvitationFilter {
  readonly ids?: readonly string[] | undefined;
  readonly customer?: string | undefined;
  readonly status?: InvitationStatus | undefined;
  readonly channel?: string | undefined;
  readonly touchpoint?: string | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export interface HistoryEntry {
  readonly status: InvitationStatus;
  readonly at: Date;
  readonly cause: string | null;
}

const EVERYTHING: Through = { channels: ['sms', 'email'], closedTouchpoints: [] };
const PAGE = 50;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One ask of one person, from plan to end. The state in the database is the truth; queues only carry work. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly db: Database,
    private readonly planning: InvitationsPlanning,
    private readonly claims: InvitationsClaims,
    private readonly moves: InvitationsMoves,
    private readonly repository: InvitationsRepository,
    private readonly due: DueRepository,
    private readonly links: LinksRepository,
  ) {}

  /** Decides with pressure and keeps what is granted, or may wait, in the caller's transaction. */
  async planMany(requests: readonly PlanRequest[]): Promise<Planned[]> {
    return this.planning.planMany(requests);
  }

  async plan(request: PlanRequest): Promise<Planned> {
    const [planned] = await this.planMany([request]);
    return planned as Planned;
  }

  /** What pressure would say of a wish, and nobody takes a place. */
  async foresee(request: PlanRequest): Promise<Verdict> {
    return this.planning.foresee(request);
  }

  /** Planned or held about these touchpoints, and not claimed by anyone until the caller's transaction ends. */
  async lockUnsent(customers: readonly string[], touchpoints: readonly string[]): Promise<Unsent[]> {
    return this.repository.lockUnsent(customers, touchpoints);
  }

  /** For each place, how many were asked since and have answered or still may: what a monthly target counts. */
  async countTowardsTarget(places: readonly { touchpoint: string; site: string; since: Date }[]): Promise<number[]> {
    return places.length === 0 ? [] : this.repository.countTowardsTarget(places);
  }

  /** Takes what is due, first messages before reminders, and settles what may no longer go out. */
  async claimDue(limit: number, through: Through = EVERYTHING): Promise<Claimed[]> {
    return this.db.transaction(async () => {
      const taken = await this.claims.claim(limit, through);
      return taken.map(({ invitation: { token, window: _, expiresAfter: __, ...invitation }, ...how }) => ({
        ...invitation,
        ...how,
        token: this.repository.open(token),
      }));
    });
  }

  /** When a message or a reminder next falls due. */
  async nextDueAt(through: Through = EVERYTHING): Promise<Date | null> {
    return this.due.nextMessageAt(through);
  }

  /** What waits to be asked, by channel and touchpoint. @param soon until when it counts as soon */
  async waiting(now: Date, soon: Date): Promise<Waiting[]> {
    return this.due.waiting(now, soon);
  }

  async markSent(ids: readonly string[]): Promise<void> {
    await this.#forward(ids, 'sent');
  }

  async markDelivered(...ids: string[]): Promise<void> {
    await this.#forward(ids, 'delivered');
  }

  async markOpened(...ids: string[]): Promise<void> {
    await this.#forward(ids, 'opened');
  }

  /** @param mood of the answer, where it has a mark */
  async markAnswered(id: string, mood: Mood | null = null): Promise<void> {
    await this.db.transaction(async () => void (await this.moves.forward([id], 'answered', mood)));
  }

  /** Uses the link of an anonymous one: nobody is reminded, and nothing shows it. @returns false when it was used before, or has ended */
  async spend(id: string): Promise<boolean> {
    return this.links.spend(id);
  }

  /** Tried again later when it may work yet, else on the next channel, else at an end with its place given back. */
  async fail(id: string, failure: Failure): Promise<'fallback' | 'failed' | 'retry'> {
    return this.db.transaction(async () => {
      const invitation = await this.repository.lock(id);
      if (!invitation) return 'failed';
      const again = failure.again && (await this.claims.opening(invitation, failure.again));
      return this.moves.fail(invitation, { ...failure, again });
    });
  }

  /** The reminder certainly did not go out: it is looked at anew, as when it fell due. */
  async remindAgain(id: string): Promise<void> {
    await this.db.transaction(async () => {
      const invitation = await this.repository.lock(id);
      if (invitation) await this.moves.remindAgain(invitation);
    });
  }

  /** @throws Problem 404 unknown, 409 while it is being sent and once it has ended. */
  async cancel(id: string, cause: string): Promise<void> {
    await this.db.transaction(async () => {
      const moved = UUID.test(id) ? await this.moves.end([id], 'cancelled', cause) : [];
      if (moved.length > 0) return;
      const invitation = await this.one(id);
      throw Problem.conflict(
        'not-cancellable',
        `This invitation can no longer be cancelled: it is ${invitation.status}.`,
        { state: invitation.status },
      );
    });
  }

  /** Takes back those of them whose message has not gone out. @returns which */
  async withdraw(ids: readonly string[], cause: string): Promise<string[]> {
    return this.db.transaction(async () => {
      const unsent = await this.repository.lockUnsentOf(ids);
      return (await this.moves.end(unsent, 'cancelled', cause)).map(({ id }) => id);
    });
  }

  /** From now on nothing more of them goes out, neither message nor reminder; what was sent can be answered. */
  async pause(ids: readonly string[], at: Date): Promise<void> {
    await this.due.pause(ids, at);
  }

  /** What a pause held goes on, as much later as the pause lasted. */
  async resume(ids: readonly string[], at: Date): Promise<void> {
    await this.due.resume(ids, at);
  }

  /** Ends those of them that have not ended, answered or not: nothing can be said to them any more. */
  async close(ids: readonly string[], cause: string): Promise<void> {
    await this.db.transaction(async () => void (await this.moves.end(ids, 'expired', cause)));
  }

  /** Everything not yet ended of these customers, for whatever must silence them at once. */
  async cancelOpen(customers: readonly string[], cause: string): Promise<void> {
    await this.db.transaction(async () => {
      const open = await this.repository.openFor(customers);
      await this.moves.end(
        open.map(({ id }) => id),
        'cancelled',
        cause,
      );
    });
  }

  async byToken(token: string): Promise<Invitation | null> {
    return this.links.byToken(token);
  }

  async byIds(ids: readonly string[]): Promise<Map<string, Invitation>> {
    const found = await this.repository.byIds([...new Set(ids)]);
    return new Map(found.map((invitation) => [invitation.id, invitation]));
  }

  /** @throws Problem 404 */
  async one(id: string): Promise<Invitation> {
    const invitation = UUID.test(id) ? (await this.byIds([id])).get(id.toLowerCase()) : undefined;
    if (!invitation) throw Problem.notFound('invitation', id);
    return invitation;
  }

  async openFor(customers: readonly string[]): Promise<Invitation[]> {
    return customers.length === 0 ? [] : this.repository.openFor(customers);
  }

  /** The latest first. */
  async list({ limit = PAGE, cursor, ...filter }: InvitationFilter): Promise<Page<Invitation>> {
    const before = positionOf(cursor);
    const rows = await this.repository.list({ ...filter, before, limit: limit + 1 });
    return pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
  }

  async history(id: string): Promise<HistoryEntry[]> {
    return (await this.histories([id])).get(id) ?? [];
  }

  async histories(ids: readonly string[]): Promise<Map<string, HistoryEntry[]>> {
    const told = await this.repository.history(ids);
    return new Map(ids.map((id) => [id, told.filter(({ subject }) => subject === id).map(entryOf)]));
  }

  /** @throws Problem 404 */
  async tokenOf(id: string): Promise<string> {
    const token = await this.links.tokenOf(id);
    if (token === null) throw Problem.notFound('invitation', id);
    return token;
  }

  async #forward(ids: readonly string[], to: 'sent' | 'delivered' | 'opened'): Promise<void> {
    await this.db.transaction(async () => void (await this.moves.forward(ids, to)));
  }
}

function entryOf({ name, data, at }: { name: string; data: Record<string, string | null>; at: Date }): HistoryEntry {
  if (name === 'invitation.planned') return { status: 'planned', at, cause: null };
  if (name === 'invitation.held') return { status: 'held', at, cause: 'pressure' };
  return { status: data['to'] as InvitationStatus, at, cause: data['cause'] ?? null };
}
