import { DeliveryError } from '#platform/transport';
import { verdictOfCode } from './error-codes.ts';

/** The request never reached anyone: it can be made again without harm. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * What a failed call means for the message.
 * - A time-out, a cut connection and a 5xx leave it open whether the message was taken.
 * - 429 was not processed (Twilio, error 20429).
 */
export function deliveryErrorOf(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const { status, code, message } = error as { status?: number; code?: number | string; message?: string };
  const detail = message ?? String(error);
  if (typeof status === 'number') return refusal(status, Number(code) || 0, detail, error);
  const kind = NEVER_SENT.has(String(code)) ? 'passing' : 'uncertain';
  return new DeliveryError(kind, String(code ?? 'unknown'), detail, { cause: error });
}

function refusal(status: number, code: number, detail: string, cause: unknown): DeliveryError {
  if (status >= 500) return new DeliveryError('uncertain', String(code || status), detail, { cause });
  if (status === 429) return new DeliveryError('passing', String(code || status), detail, { cause });
  if (code === 0)
    return new DeliveryError(status === 401 || status === 403 ? 'passing' : 'permanent', String(status), detail, {
      cause,
    });
  const { kind, meaning } = verdictOfCode(code);
  return new DeliveryError(kind, String(code), meaning, { cause });
}
