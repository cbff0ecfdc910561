import type { UserRole } from '#platform/http';
import type { HistoryEntry } from './invitations.service.ts';
import type { Invitation } from './rules/invitation.ts';

/** Who may open the pages about whom was asked and why: nobody else is given a link there. */
export const SEES_ASKED: readonly UserRole[] = ['supervisor', 'analyst', 'admin'];

/** @param customer the customer's external id. */
export function invitationView(
  { id, status, channel, touchpoint, sendAt }: Invitation,
  customer: string | null,
  history: readonly HistoryEntry[],
) {
  return {
    id,
    status,
    channel,
    touchpoint,
    customer,
    sendAt: sendAt.toISOString(),
    history: history.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
  };
}
