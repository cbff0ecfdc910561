import type { Promised, Slot } from '#callbacks';
import type { Letter } from '#delivery';
import type { Invitation } from '#invitations';
import { ORGANISATION_ZONE } from '#platform/http';
import { format } from '#platform/i18n';
import { shownQuestions, type Question, type QuestionnaireInput } from '#surveys';
import { askedByText } from './rules/conversation.ts';

type Asked = Pick<Invitation, 'customer' | 'language' | 'site'>;

const NOBODY = '00000000-0000-7000-8000-000000000000';

/** The next question of a conversation; `how` is the kind, for the words that say how to answer. */
export function questionLetter(invitation: Asked, { text, kind }: Question): Letter {
  return letter(invitation, 'answering-question', { question: text[invitation.language] ?? text.fr, how: kind });
}

/** The one helpful reply: how to answer the question that is open. */
export function helpLetter(invitation: Asked, { kind }: Question): Letter {
  return letter(invitation, 'answering-help', { how: kind });
}

/** What the answer led to, and the hour that the customer chose for the call. */
export interface Kept {
  callback: Promised | null;
  slot: Slot | null;
  /** Hours that are free, where the one they asked for is not. */
  free: readonly Slot[];
  /** Where the rest of a long survey is asked; null when nothing is left. */
  rest: string | null;
}

/** The time is in the words of the customer's own zone: the message itself knows no zone. */
export function thanksLetter(invitation: Asked & Pick<Invitation, 'timeZone'>, { rest, ...promise }: Kept): Letter {
  return letter(invitation, 'answering-thanks', { ...promiseOf(invitation, promise), rest, wish: false });
}

/** What answers a wish to be called that belongs to no survey. */
export function wishLetter(about: Asked & Pick<Invitation, 'timeZone'>, promise: Omit<Kept, 'rest'>): Letter {
  return letter(about, 'answering-thanks', { ...promiseOf(about, promise), rest: null, wish: true });
}

/** Who calls and when, in the words of the customer's own zone. */
function promiseOf(
  { language, timeZone }: Pick<Invitation, 'language' | 'timeZone'>,
  { callback, slot, free }: Omit<Kept, 'rest'>,
) {
  const by = callback && format.dateTime(language, callback.firstContactDueAt, timeZone, 'weekday');
  const hour = slot && {
    day: format.date(language, slot.from, timeZone, 'weekday'),
    from: format.time(language, slot.from, timeZone),
    to: format.time(language, slot.to, timeZone),
  };
  const hours = free
    .map(({ from }) =>
      [format.date(language, from, timeZone, 'weekday'), format.time(language, from, timeZone)].join(' '),
    )
    .join(', ');
  return { team: callback?.teamName ?? null, by, slot: hour, hours: hours || null };
}

function letter({ customer, language, site }: Asked, template: string, view: object): Letter {
  return { customer, site, channel: 'sms', kind: 'conversation', language, template, view };
}

/** Everything a questionnaire may say to somebody who answers by text message: its questions, the help to the first, the thanks. */
export function talkLetters({ questions, temperature }: QuestionnaireInput, language: Invitation['language']) {
  const nobody = { customer: NOBODY, language, site: null, timeZone: ORGANISATION_ZONE };
  const always = new Set(shownQuestions(questions, {}));
  const asked = askedByText(questions, temperature);
  const [first] = asked;
  if (!first) return [];
  const end = thanksLetter(nobody, { callback: null, slot: null, free: [], rest: null });
  return [
    ...asked.map((question, at) => ({
      word: always.has(question) ? 'question' : 'perhaps',
      number: at + 1,
      letter: questionLetter(nobody, question),
    })),
    { word: 'help', number: 0, letter: helpLetter(nobody, first) },
    { word: 'thanks', number: 0, letter: end },
  ];
}
