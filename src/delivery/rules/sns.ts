/** What came through Amazon SNS: a message of SES, or a question where to say that its messages are wanted. */
export type SnsMessage =
  | { readonly is: 'said'; readonly said: unknown }
  | { readonly is: 'asked'; readonly confirmAt: string }
  | { readonly is: 'nothing' };

const NOTHING: SnsMessage = { is: 'nothing' };

/** We call no other address because a request says so. */
const CONFIRM = /^https:\/\/sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/\?[^\s#]*Action=ConfirmSubscription/;

/**
 * Opens what SNS posts: JSON that it calls plain text, with the message as a text within; with "raw delivery" the message itself.
 * Source: Amazon SNS, "Parsing message formats".
 */
export function openSns(body: unknown): SnsMessage {
  const sent = parsed(body);
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return NOTHING;
  const { Type: type, Message: message, SubscribeURL: confirmAt } = sent as Record<string, unknown>;
  if (type === undefined) return { is: 'said', said: sent };
  if (type === 'SubscriptionConfirmation')
    return typeof confirmAt === 'string' && CONFIRM.test(confirmAt) ? { is: 'asked', confirmAt } : NOTHING;
  // Beside its reports SES sends words that are no JSON, when a topic is first named to it.
  return { is: 'said', said: parsed(message) };
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
