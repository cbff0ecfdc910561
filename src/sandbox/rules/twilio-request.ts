export interface TwilioError {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

const E164 = /^\+[1-9]\d{6,14}$/;
const LONGEST = 1_600;

/** Why Twilio would not take this request, or null. Source: Twilio's error dictionary. */
export function refusalOf(form: Readonly<Record<string, string | undefined>>): TwilioError | null {
  const { To: to, From: from, MessagingServiceSid: service, Body: body } = form;
  const bad = (code: number, message: string): TwilioError => ({ status: 400, code, message });
  if (!to) return bad(21_604, "A 'To' phone number is required.");
  if (!E164.test(to)) return bad(21_211, `The 'To' number ${to} is not a valid phone number.`);
  if (!from && !service) return bad(21_603, "A 'From' phone number is required.");
  if (from === to) return bad(21_266, "'To' and 'From' number cannot be the same.");
  if (!body) return bad(21_602, 'Message body is required.');
  if (body.length > LONGEST) return bad(21_617, 'The concatenated message body exceeds the 1600 character limit.');
  return null;
}
