import type { SubmissionMatter } from './answering-submissions.service.ts';

const LONGEST = 80;

export function submissionView({ submission, invitation, customer }: SubmissionMatter) {
  const { id, label, why, origin, complete, receivedAt, answers } = submission;
  const name = [customer?.firstName, customer?.lastName].filter(Boolean).join(' ');
  return {
    label,
    why,
    complete,
    via: origin.via,
    at: receivedAt,
    name: name || (customer?.externalId ?? null),
    href: invitation ? `/invitations/${invitation.id}` : null,
    said: Object.entries(answers)
      .map(([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
      .join(' · ')
      .slice(0, LONGEST),
    client: origin.userAgent?.slice(0, LONGEST) ?? null,
    seconds: origin.secondsSinceSent === null ? null : Math.max(0, Math.round(origin.secondsSinceSent)),
    action: `/settings/submissions/${id}`,
    other: label === 'person' ? 'machine' : 'person',
  };
}
