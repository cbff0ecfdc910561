import { Inject, Injectable } from '@nestjs/common';
import type { Channel } from '#customers';
import { Clock } from '#platform/clock';
import { CONFIG, type Config } from '#platform/config';
import { Database } from '#platform/database';
import { MailTransport } from '#platform/mail';
import { SmsTransport } from '#platform/sms';
import { DeliveryGateRepository, type KnownLane, type Pause, type Sender } from './delivery-gate.repository.ts';
import { draw } from './rules/bucket.ts';
import { doorsOf, type Door } from './rules/gate.ts';

/** What providers take from a new customer without complaint: segments of SMS and mails a second (domain 3.2). */
const FIRST_PACE: Readonly<Record<Channel, number>> = { sms: 10, email: 20 };
/** Long enough for one message to be answered, or given up. */
const TRIAL_MS = 45_000;

/** What may pass, and how much of it: the same answer for every process that sends, because it is in the database. */
@Injectable()
export class DeliveryGate {
  readonly senders: readonly Sender[];
  /** Whether people can answer our texts. */
  readonly takesReplies: boolean;

  constructor(
    private readonly repository: DeliveryGateRepository,
    private readonly db: Database,
    private readonly clock: Clock,
    sms: SmsTransport,
    mail: MailTransport,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.takesReplies = sms.takesReplies;
    this.senders = [
      { channel: 'sms', sender: sms.sender ?? 'none' },
      { channel: 'email', sender: mail.from },
    ];
  }

  async doors(): Promise<Door[]> {
    const { pauses, lanes } = await this.state();
    const scopes = pauses.map(({ scope }) => scope);
    return doorsOf(scopes, lanes, this.clock.now());
  }

  async state(): Promise<{ pauses: Pause[]; lanes: KnownLane[] }> {
    const [pauses, lanes] = await Promise.all([this.repository.pauses(), this.lanes()]);
    return { pauses, lanes };
  }

  async lanes(): Promise<KnownLane[]> {
    const lanes = await this.repository.lanes(this.senders);
    if (lanes.length === this.senders.length) return lanes;
    for (const sender of this.senders) {
      const pace = this.config.sandbox ? null : FIRST_PACE[sender.channel];
      await this.repository.addLane(sender, pace, this.clock.now());
    }
    return this.repository.lanes(this.senders);
  }

  /** How many of `want` may pass this door now; what is not used comes back by `settle`. */
  async enter(door: Door, want: number): Promise<number> {
    const now = this.clock.now();
    if (door.wide) return want;
    const sender = this.#senderOf(door);
    if (!sender || door.opensAt > now) return 0;
    return this.db.transaction(async () => {
      const lane = await this.repository.lockLane(sender);
      if (!lane) return 0;
      if (lane.state !== 'closed') {
        const mayTry = await this.repository.takeTrial(sender, now, new Date(now.getTime() + TRIAL_MS));
        return mayTry ? 1 : 0;
      }
      const { granted, bucket } = draw(lane, want, now);
      if (lane.perSecond !== null) await this.repository.setBucket(sender, bucket);
      return granted;
    });
  }

  /** @param used segments or mails; texts of several segments may have used more than was granted. */
  async settle(door: Door, granted: number, used: number): Promise<void> {
    const sender = this.#senderOf(door);
    if (!door.wide && sender && used !== granted) await this.repository.addTokens(sender, granted - used);
  }

  #senderOf({ channels }: Door): Sender | undefined {
    return this.senders.find(({ channel }) => channel === channels[0]);
  }
}
