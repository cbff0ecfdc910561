import { DeliveryError } from '#platform/transport';
import { verdictOfStatus } from './status-codes.ts';

interface SmtpFailure {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly message?: string;
  readonly command?: string;
}

/** What the server is asked before any message; a refusal there is about us, not about the message. */
const BEFORE_THE_MESSAGE = new Set(['CONN', 'EHLO', 'HELO', 'LHLO', 'STARTTLS', 'API']);

/**
 * What a failed hand-over means for the message. Without an answer it depends on how far we came: until the whole text
 * has been written the server cannot have taken it (RFC 5321, 4.1.1.4); from then on, who knows.
 */
export function deliveryErrorOf(error: unknown, writtenWhole: boolean): DeliveryError {
  const { code, responseCode, response, message, command } = error as SmtpFailure;
  const detail = message ?? String(error);
  if (responseCode && responseCode >= 400) {
    const status = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1] ?? String(responseCode);
    const { kind, meaning } = verdictOfStatus(status);
    const ours = code === 'EAUTH' || BEFORE_THE_MESSAGE.has(command ?? '');
    return new DeliveryError(ours ? 'passing' : kind, status, meaning, { cause: error });
  }
  if (code === 'EENVELOPE' || code === 'EMESSAGE')
    return new DeliveryError('permanent', code, detail, { cause: error });
  return new DeliveryError(writtenWhole ? 'uncertain' : 'passing', code ?? 'unknown', detail, { cause: error });
}
