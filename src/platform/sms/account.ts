import { createHash } from 'node:crypto';
import type { Config } from '#platform/config';

/** What a message is sent under, and what its webhooks are signed with. `baseUrl` is null for Twilio itself. */
export interface SmsAccount {
  readonly accountSid: string;
  readonly authToken: string;
  /** The one before or after it, while tokens are changed. */
  readonly secondaryToken?: string | null;
  readonly sender: { messagingServiceSid: string } | { from: string };
  /** True: nobody can answer, though the sender is no name. */
  readonly oneWay?: boolean;
  readonly baseUrl: string | null;
}

/** A short code that takes replies, as surveys by SMS need in France. */
const SANDBOX_SENDER = '38111';

/** The account that the built-in endpoint knows: the same in every process of an installation, different in each installation. */
export function sandboxAccount({ port, sessionSecret }: Pick<Config, 'port' | 'sessionSecret'>): SmsAccount {
  const secret = (purpose: string) =>
    createHash('sha256').update(`sandbox ${purpose} ${sessionSecret}`).digest('hex').slice(0, 32);
  return {
    accountSid: `AC${secret('account')}`,
    authToken: secret('token'),
    sender: { from: SANDBOX_SENDER },
    baseUrl: `http://127.0.0.1:${port}/sandbox/twilio`,
  };
}

/** The configured account, else the sandbox's; null when another channel has a real provider and SMS has none. */
export function smsAccount(config: Config): SmsAccount | null {
  if (config.twilio) return { ...config.twilio, baseUrl: null };
  return config.sandbox ? sandboxAccount(config) : null;
}
