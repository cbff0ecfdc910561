import { Injectable } from '@nestjs/common';
import { CustomersService, type Customer } from '#customers';
import { InvitationsService, QuietHours, type Invitation } from '#invitations';
import type { QuietOutside } from '#platform/calendar';
import { Clock } from '#platform/clock';
import { letterFate, type LetterFate } from './rules/letter-fate.ts';
import type { Message, Taken } from './rules/message.ts';

/** What is known of readers and surveys at the moment their messages are taken in hand. */
export interface Known {
  readonly customers: ReadonlyMap<string, Customer>;
  readonly invitations: ReadonlyMap<string, Invitation>;
  readonly quiet: QuietOutside;
}

/** The last look before what waited is offered: in the meantime people say STOP, answer, are erased, and the evening comes. */
@Injectable()
export class DeliveryLastLook {
  constructor(
    private readonly customers: CustomersService,
    private readonly invitations: InvitationsService,
    private readonly quiet: QuietHours,
    private readonly clock: Clock,
  ) {}

  async known(taken: readonly Taken[]): Promise<Known> {
    const messages = taken.map(({ message }) => message);
    const letters = messages.filter(({ invitation }) => invitation === null);
    return {
      customers: await this.customers.byIds([...new Set(letters.map(({ customer }) => customer))]),
      quiet: await this.quiet.current(),
      invitations: await this.invitations.byIds(messages.flatMap(({ invitation }) => invitation ?? [])),
    };
  }

  /** Whether its survey was answered, cancelled or passed on while the message waited. */
  hasEnded({ kind, invitation }: Message, { invitations }: Known): boolean {
    if (invitation === null) return false;
    const status = invitations.get(invitation)?.status;
    return kind === 'invitation'
      ? status !== 'sending'
      : !['sent', 'delivered', 'opened', 'sending'].includes(status ?? '');
  }

  ofLetter(message: Message, { customers, quiet }: Known): LetterFate {
    return letterFate(message, customers.get(message.customer), quiet, this.clock.now());
  }
}
