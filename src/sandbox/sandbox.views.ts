import { countSegments } from '#platform/sms-text';
import type { SandboxMessage } from './sandbox.repository.ts';

/** A message as the sandbox's API shows it; `repeats`: how often it came again, under the same Message-ID. */
export function messageView(message: SandboxMessage) {
  const { id, channel, to, from, subject, text, html, headers, links, repeats, at } = message;
  return { id, channel, to, from, subject, text, html, headers, links, repeats, at };
}

/** A message as Twilio shows it: dates are RFC 2822, numbers are text. */
export function twilioMessage(message: SandboxMessage, account: string) {
  const { providerId, from, to, text, status, errorCode, at } = message;
  const uri = `/2010-04-01/Accounts/${account}/Messages/${providerId ?? ''}`;
  const date = at.toUTCString().replace('GMT', '+0000');
  return {
    account_sid: account,
    api_version: '2010-04-01',
    body: text,
    date_created: date,
    date_sent: status === 'queued' ? null : date,
    date_updated: date,
    direction: 'outbound-api',
    error_code: errorCode,
    error_message: null,
    from,
    messaging_service_sid: null,
    num_media: '0',
    num_segments: String(countSegments(text).segments),
    price: null,
    price_unit: 'EUR',
    sid: providerId,
    status,
    subresource_uris: { media: `${uri}/Media.json` },
    to,
    uri: `${uri}.json`,
  };
}

export function twilioList(messages: readonly SandboxMessage[], account: string, pageSize: number) {
  const uri = `/2010-04-01/Accounts/${account}/Messages.json`;
  return {
    messages: messages.map((message) => twilioMessage(message, account)),
    first_page_uri: uri,
    next_page_uri: null,
    previous_page_uri: null,
    page: 0,
    page_size: pageSize,
    start: 0,
    end: Math.max(0, messages.length - 1),
    uri,
  };
}
