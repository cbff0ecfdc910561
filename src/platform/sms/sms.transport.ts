import { Inject, Injectable } from '@nestjs/common';
import twilio from 'twilio';
import { CONFIG, type Config } from '#platform/config';
import { DeliveryError } from '#platform/transport';
import { smsAccount, type SmsAccount } from './account.ts';
import { deliveryErrorOf } from './failure.ts';
import { LocalTwilio } from './local-twilio.ts';

export interface OutgoingSms {
  /** E.164 */
  readonly to: string;
  readonly body: string;
  /** Ours, random, one a message: it comes back with every status. */
  readonly token: string;
  /** For how many seconds the provider may still try; null: as long as it does. */
  readonly validFor?: number | null;
}

export interface AcceptedSms {
  readonly providerId: string;
  /** 0 or null while the provider has not counted. */
  readonly segments: number | null;
}

export interface FoundSms extends AcceptedSms {
  readonly status: string;
  readonly at: Date;
}

/** A call of the provider, as it came. */
export interface Webhook {
  readonly path: string;
  readonly params: Record<string, unknown>;
  readonly signature: string | undefined;
  readonly raw?: Buffer | undefined;
}

const TIMEOUT_MS = 15_000;
const SANDBOX_TIMEOUT_MS = 3_000;
/** Clocks differ: a message seems to have been made a little before it was sent. */
const SKEW_MS = 2 * 60_000;
const LOOKED_AT = 100;
const SHORTEST_VALIDITY = 10;
const LONGEST_VALIDITY = 36_000;

/** Text messages through Twilio's own client, to Twilio or to the endpoint of the sandbox. */
@Injectable()
export class SmsTransport {
  readonly #account: SmsAccount | null;
  #client: twilio.Twilio | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.#account = smsAccount(config);
  }

  /** What our messages are sent under: a number, a name or a pool of numbers; null without a provider. */
  get sender(): string | null {
    const sender = this.#account?.sender;
    if (!sender) return null;
    return 'from' in sender ? sender.from : sender.messagingServiceSid;
  }

  /** Whether people can answer by SMS: a sender that is a name, or a pool of names, takes no replies, so its messages carry a link to opt out. */
  get takesReplies(): boolean {
    const { sender, oneWay = false } = this.#account ?? {};
    if (oneWay) return false;
    return !sender || 'messagingServiceSid' in sender || !/[A-Za-z]/.test(sender.from);
  }

  /** @throws DeliveryError */
  async send({ to, body, token, validFor }: OutgoingSms): Promise<AcceptedSms> {
    const { sender } = this.#known();
    const statusCallback = `${this.config.publicUrl}/webhooks/twilio/status?token=${encodeURIComponent(token)}`;
    const message = { ...sender, to, body, statusCallback, ...(validFor && { validityPeriod: validity(validFor) }) };
    try {
      const { sid, numSegments } = await this.#twilio().messages.create(message);
      return { providerId: sid, segments: Number(numSegments) || null };
    } catch (error) {
      throw deliveryErrorOf(error);
    }
  }

  /**
   * What the provider took of this text for this number since an instant, newest first. Twilio's list holds neither our
   * token nor the status address, so a message is known by number and text; a survey's text holds its own link.
   * @throws DeliveryError when the provider cannot be asked.
   */
  async find({ to, body, since }: { to: string; body: string; since: Date }): Promise<FoundSms[]> {
    try {
      const listed = await this.#twilio().messages.list({ to, limit: LOOKED_AT });
      return listed
        .filter((message) => message.body === body && message.dateCreated.getTime() >= since.getTime() - SKEW_MS)
        .map((message) => ({
          providerId: message.sid,
          segments: Number(message.numSegments) || null,
          status: message.status,
          at: message.dateCreated,
        }));
    } catch (error) {
      throw deliveryErrorOf(error);
    }
  }

  /**
   * Whether a webhook comes from the provider. The address signed is the public one, as configured: the Host header is the
   * caller's word. `path` includes the query as it came; where that names the hash of the body (`bodySHA256`), the signature is
   * of the address alone, and `raw` must have that hash. While tokens are changed, both are good.
   */
  isFromProvider({ path, params, signature, raw }: Webhook): boolean {
    if (!this.#account || !signature) return false;
    const { authToken, secondaryToken } = this.#account;
    const url = `${this.config.publicUrl}${path}`;
    const isHashed = new URL(url).searchParams.has('bodySHA256');
    return [authToken, secondaryToken].some(
      (token) =>
        token &&
        (isHashed
          ? twilio.validateRequestWithBody(token, signature, url, raw?.toString('utf8') ?? '')
          : twilio.validateRequest(token, signature, url, params)),
    );
  }

  #known(): SmsAccount {
    if (!this.#account) throw new DeliveryError('permanent', 'no-provider', 'No provider of SMS is configured.');
    return this.#account;
  }

  #twilio(): twilio.Twilio {
    const { accountSid, authToken, baseUrl } = this.#known();
    const options = baseUrl
      ? { httpClient: new LocalTwilio(baseUrl, SANDBOX_TIMEOUT_MS) }
      : { httpClient: new twilio.RequestClient({ timeout: TIMEOUT_MS, maxSockets: 50 }) };
    return (this.#client ??= twilio(accountSid, authToken, options));
  }
}

/** In the bounds that Twilio sets; a text that is not out in a few seconds would fail where it need not. */
function validity(seconds: number): number {
  return Math.min(LONGEST_VALIDITY, Math.max(SHORTEST_VALIDITY, Math.floor(seconds)));
}
