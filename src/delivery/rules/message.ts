import type { Channel } from '#customers';
import type { MessageStatus } from './receipt.ts';

export type MessageKind = 'invitation' | 'reminder' | 'conversation' | 'case' | 'review' | 'notice';

/** A message as it is written, before it is sealed and kept. */
export interface NewMessage {
  readonly invitation: string | null;
  readonly customer: string;
  readonly kind: MessageKind;
  readonly step: number;
  readonly channel: Channel;
  /** E.164 or e-mail address, in clear. */
  readonly to: string;
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly segments: number | null;
  /** What it is about, and where its price is that of: null for an e-mail. */
  readonly touchpoint: string | null;
  readonly country: string | null;
  /** The edited template it was written from; none when the words are ours. */
  readonly template?: string | null;
  /** `waiting`: for whoever comes first; `sending`: for the process that writes it, which offers it at once. */
  readonly status: 'waiting' | 'sending';
  readonly expiresAt: Date;
  /** The end of the hours it may arrive in, known while it is being offered; none: at any hour. */
  readonly sendBy?: Date | null;
}

/** One attempt to hand a message to a provider, as it is offered. */
export interface Message extends NewMessage {
  readonly id: string;
  /** Ours, random: the provider brings it back with every status, or keeps it in the Message-ID. */
  readonly token: string;
  readonly contactKey: Buffer;
  readonly attempts: number;
  readonly looks: number;
  /** Until when it is in the hands of the process that reads this; past it, others may have taken it up. */
  readonly leasedUntil: Date;
  readonly createdAt: Date;
}

/** What a process takes in hand: `was` is what was known of it before. */
export interface Taken {
  readonly message: Message;
  readonly was: 'waiting' | 'sending' | 'uncertain';
  /** When some process last began to hand it over; noted only where the provider cannot be asked. */
  readonly offeredAt: Date | null;
}

/** What reports find: enough to move it and to tell whom it concerns. */
export interface KnownMessage {
  readonly id: string;
  readonly invitation: string | null;
  readonly customer: string;
  readonly kind: MessageKind;
  readonly channel: Channel;
  readonly contactKey: Buffer;
  readonly status: MessageStatus;
  readonly providerId: string | null;
}
