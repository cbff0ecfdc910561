import type { Letter } from '#delivery';
import type { Invitation } from '#invitations';
import { format } from '#platform/i18n';
import type { Question } from '#surveys';
import type { Submitted } from './answering.service.ts';

/** The next question of a conversation; `how` is the kind, for the words that say how to answer. */
export function questionLetter(invitation: Invitation, { text, kind }: Question): Letter {
  return letter(invitation, 'answering-question', { question: text[invitation.language] ?? text.fr, how: kind });
}

/** The one helpful reply: how to answer the question that is open. */
export function helpLetter(invitation: Invitation, { kind }: Question): Letter {
  return letter(invitation, 'answering-help', { how: kind });
}

/** The time is in the words of the customer's own zone: the message itself knows no zone. */
export function thanksLetter(invitation: Invitation, submitted: Submitted | null): Letter {
  const callback = submitted?.callback ?? null;
  const by =
    callback && format.dateTime(invitation.language, callback.firstContactDueAt, invitation.timeZone, 'weekday');
  return letter(invitation, 'answering-thanks', { team: callback?.teamName ?? null, by });
}

function letter({ customer, language }: Invitation, template: string, view: object): Letter {
  return { customer, channel: 'sms', kind: 'conversation', language, template, view };
}
