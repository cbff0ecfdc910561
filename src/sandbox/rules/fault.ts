export const FAULT_KINDS = ['reject', 'timeout-after-accept', 'unavailable', 'bounce', 'complaint'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  readonly kind: FaultKind;
  readonly code: number | null;
}

/** How the endpoint answers a text message, and what its reports will say; `code` null: it is delivered. */
export type SmsFate =
  | { readonly answer: 'refuse'; readonly status: number; readonly code: number; readonly message: string }
  | { readonly answer: 'accept' | 'silence'; readonly code: number | null };

/** Codes from here on are of messages that were accepted and did not arrive (Twilio's numbering). */
const DELIVERY_CODES = 30_000;
const UNREACHABLE = 30_003;
const INVALID = 21_211;

export function smsFate(fault: Fault | null): SmsFate {
  switch (fault?.kind) {
    case undefined:
    case 'complaint': // nobody reports texts to whoever sent them
      return { answer: 'accept', code: null };
    case 'timeout-after-accept':
      return { answer: 'silence', code: null };
    case 'bounce':
      return { answer: 'accept', code: fault.code ?? UNREACHABLE };
    case 'unavailable':
      return { answer: 'refuse', status: 503, code: fault.code ?? 20_503, message: 'Service unavailable' };
    case 'reject': {
      const code = fault.code ?? INVALID;
      if (code >= DELIVERY_CODES) return { answer: 'accept', code };
      return {
        answer: 'refuse',
        status: HTTP[code] ?? 400,
        code,
        message: 'The request was refused by a fault of the sandbox',
      };
    }
  }
}

const HTTP: Readonly<Record<number, number>> = { 20_003: 401, 20_429: 429 };

/** How the mail server answers; `bounce`, `complaint`: it accepts, and reports afterwards that it failed, or was called abuse. */
export type MailFate =
  | { readonly answer: 'refuse'; readonly code: number; readonly text: string }
  | { readonly answer: 'accept' | 'silence' | 'bounce' | 'complaint' };

const REPLIES: Readonly<Record<number, string>> = {
  421: '4.3.2 Service not available, try again later',
  450: '4.2.1 Mailbox temporarily unavailable',
  451: '4.3.0 Error in processing',
  550: '5.1.1 No such mailbox here',
  552: '5.2.2 Mailbox full',
  554: '5.7.1 Refused by policy',
};

export function mailFate(fault: Fault | null): MailFate {
  switch (fault?.kind) {
    case undefined:
      return { answer: 'accept' };
    case 'timeout-after-accept':
      return { answer: 'silence' };
    case 'bounce':
    case 'complaint':
      return { answer: fault.kind };
    case 'unavailable':
      return refusal(fault.code ?? 451);
    case 'reject':
      return refusal(fault.code ?? 550);
  }
}

function refusal(code: number): MailFate {
  const known = code >= 400 && code <= 599 ? code : 550;
  return {
    answer: 'refuse',
    code: known,
    text: REPLIES[known] ?? `${Math.floor(known / 100)}.0.0 Refused by a fault of the sandbox`,
  };
}
