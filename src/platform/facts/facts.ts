/**
 * The table of contents of the system: every fact, and the data it carries beside its subject and customer.
 * Facts hold ids, states and reasons, never personal data: they are kept for ever.
 */
export interface FactMap {
  'customer.created': Record<string, never>;
  'customer.updated': { fields: string[] };
  'customer.merged': Record<string, never>;
  'customer.opted-out': { channel: string; source: string };
  'customer.opted-in': { channel: string; source: string };
  'customer.suppressed': { channel: string; cause: string };
  'customer.restored': { channel: string; cause: string };
  'customer.erased': Record<string, never>;
  'brand.changed': { fields: string[] };
  'site.changed': { fields: string[] };
  'questionnaire.published': { version: number };
  'questionnaire.drafted': { from: number };
  'questionnaire.discarded': { from: number };
  'questionnaire.archived': Record<string, never>;
  'questionnaire.brought-back': Record<string, never>;
  'touchpoint.changed': { fields: string[] };
  'policy.changed': { version: number; restored?: number; simulation?: string };
  'connector.changed': { fields: string[] };
  'interaction.recorded': { outcome: string; reason: string | null; touchpoint: string };
  'invitation.planned': { touchpoint: string; channel: string; sendAt: string };
  'invitation.held': { touchpoint: string; channel: string; sendAt: string };
  'invitation.moved': { from: string; to: string; cause: string | null };
  'barometer.changed': { fields: string[] };
  'barometer.moved': { from: string; to: string };
  'barometer.refused': { wave: number; reason: string };
  'wave.moved': { programme: string; wave: number; from: string; to: string; reason: string | null };
  'wave.replaced': { programme: string; wave: number; by: string | null; reason: string };
  'delivery.paused': { scope: string; reason: string };
  'delivery.resumed': { scope: string };
  'delivery.paced': { channel: string; perSecond: number | null };
  'provider.away': { channel: string; code: string };
  'provider.back': { channel: string };
  'message-template.changed': { version: number; ours: boolean };
  'message.sent': { channel: string; kind: string; invitation: string | null };
  'message.failed': { channel: string; code: string | null; cause: string; permanent: boolean };
  'message.decided': { channel: string; decision: 'again' | 'went' };
  'message.received': { channel: string; inbound: string };
  'submission.switched': { from: string; to: string };
  'reply.checked': { decision: string };
  'reply.handled': { how: string };
  'response.submitted': { invitation: string | null; touchpoint: string; complete: boolean };
  'response.corrected': { invitation: string | null; touchpoint: string; complete: boolean };
  'case.opened': { response: string | null; priority: number; team: string | null };
  'case.joined': { response: string | null };
  'case.raised': { from: number; to: number };
  'case.moved': { from: string; to: string; cause: string | null; assignee?: string | null; note?: string | null };
  'case.answered': { outcome: string; response: string | null };
  'case.attempted': { outcome: string; attempt: string };
  'case.slot-chosen': { at: string };
  'case.noted': { note: string };
  'case.escalated': { level: string; clock: string };
  'review.submitted': { site: string | null };
  'review.moved': { from: string; to: string; cause: string | null };
  'review.masked': { start: number; end: number };
  'review.replied': Record<string, never>;
  'user.added': { role: string };
  'user.changed': { fields: string[]; role?: string; active?: boolean };
  'user.signed-in': Record<string, never>;
  'user.sign-in-failed': Record<string, never>;
  'team.added': { members: string[] };
  'team.changed': { fields: string[]; joined: string[]; left: string[] };
  'key.created': { scopes: string[] };
  'key.revoked': Record<string, never>;
  'announcement.written': Record<string, never>;
  'announcement.rewritten': Record<string, never>;
  'announcement.retired': { retired: boolean };
  'setting.changed': { key: string };
}

export type FactName = keyof FactMap;
export type FactData<Name extends FactName> = FactMap[Name];
