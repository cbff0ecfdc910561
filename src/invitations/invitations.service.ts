import { Injectable } from '@nestjs/common';
import type { Page } from '#platform/http';
import type { Invitation } from './invitation.entity.ts';
import type { InvitationStatus } from './rules/lifecycle.ts';
import type { Planned, PlanRequest } from './rules/plan.ts';

export type Claimed = Invitation & { readonly token: string; readonly reminder: boolean };

export interface InvitationFilter {
  readonly interaction?: string | undefined;
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

/** One ask of one person, from plan to end. */
@Injectable()
export class InvitationsService {
  async planMany(_requests: readonly PlanRequest[]): Promise<Planned[]> {
    throw new Error('not yet');
  }

  async plan(_request: PlanRequest): Promise<Planned> {
    throw new Error('not yet');
  }

  /** Takes what is due, first messages and reminders, and says what no longer may go out. */
  async claimDue(_limit: number): Promise<Claimed[]> {
    throw new Error('not yet');
  }

  /** When a message next falls due. */
  async nextDueAt(): Promise<Date | null> {
    throw new Error('not yet');
  }

  async markSent(_ids: readonly string[]): Promise<void> {
    throw new Error('not yet');
  }

  async markDelivered(_id: string): Promise<void> {
    throw new Error('not yet');
  }

  async markOpened(_id: string): Promise<void> {
    throw new Error('not yet');
  }

  async markAnswered(_id: string): Promise<void> {
    throw new Error('not yet');
  }

  async fail(
    _id: string,
    _failure: { cause: string; permanent: boolean; bounced?: boolean },
  ): Promise<'fallback' | 'failed' | 'retry'> {
    throw new Error('not yet');
  }

  /** @throws Problem 404 unknown, 409 when it has ended. */
  async cancel(_id: string, _cause: string): Promise<void> {
    throw new Error('not yet');
  }

  async byToken(_token: string): Promise<Invitation | null> {
    throw new Error('not yet');
  }

  async byIds(_ids: readonly string[]): Promise<Map<string, Invitation>> {
    throw new Error('not yet');
  }

  async openFor(_customers: readonly string[]): Promise<Invitation[]> {
    throw new Error('not yet');
  }

  async list(_filter: InvitationFilter): Promise<Page<Invitation>> {
    throw new Error('not yet');
  }

  async history(_id: string): Promise<HistoryEntry[]> {
    throw new Error('not yet');
  }

  async tokenOf(_id: string): Promise<string> {
    throw new Error('not yet');
  }
}
