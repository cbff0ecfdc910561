import { Injectable } from '@nestjs/common';
import { CustomersService, type Customer, type Refused } from '#customers';
import { InvitationsService, type Invitation } from '#invitations';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Problem } from '#platform/http';
import { AnsweringOwnAnswersService, type OwnAnswer } from './answering-own-answers.service.ts';
import type { AskedAbout } from './rules/announced-to.ts';
import { OwnLinksRepository } from './own-links.repository.ts';

const LASTS_DAYS = 90;
const PAUSE_DAYS = 91;
/** What fits a page of 14 KB. */
const SHOWN = 6;
const ANSWERED = 100;
const DAY_MS = 86_400_000;

export type Wanted = 'both' | 'sms' | 'email' | 'none';

/** All that the page of a customer shows. */
export interface Own {
  customer: Customer;
  refused: Refused[];
  /** What was asked, the latest first. */
  asked: { invitation: Invitation; answer: OwnAnswer | null }[];
  /** Where what was asked before these begins; null when nothing was. */
  before: string | null;
  /** What all their answers were about, those not shown included. */
  answeredAbout: AskedAbout[];
}

/** The customer's own page: what we asked, what they said, and how they want to be asked. */
@Injectable()
export class AnsweringOwnService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly links: OwnLinksRepository,
    private readonly customers: CustomersService,
    private readonly invitations: InvitationsService,
    private readonly answers: AnsweringOwnAnswersService,
  ) {}

  /** The page of whom a message went to. @throws Problem 404 */
  async linkOf(invitationToken: string): Promise<string> {
    const invitation = await this.invitations.byToken(invitationToken);
    const customer = invitation && (await this.customers.byIds([invitation.customer])).get(invitation.customer);
    if (!customer || customer.erased) throw new Problem(404, 'unknown-link', 'No page is known by this link.');
    const now = this.clock.now();
    return this.links.of(customer.id, now, new Date(now.getTime() + LASTS_DAYS * DAY_MS));
  }

  /** @throws Problem 404 unknown, 410 expired. */
  async show(token: string, cursor?: string): Promise<Own> {
    const customer = await this.#customerOf(token);
    const { items, nextCursor } = await this.invitations.list({ customer: customer.id, limit: SHOWN, cursor });
    const sent = items.filter(({ sentAt, anonymous }) => sentAt !== null && !anonymous);
    const answers = await this.answers.of(sent);
    const answered = await this.invitations.list({ customer: customer.id, status: 'answered', limit: ANSWERED });
    return {
      customer,
      refused: await this.customers.refusedBy(customer.id),
      asked: sent.map((invitation) => ({ invitation, answer: answers.get(invitation.id) ?? null })),
      before: nextCursor,
      answeredAbout: answered.items,
    };
  }

  /** No survey for three months; again begins them anew. */
  async pause(token: string): Promise<void> {
    const { id: customer } = await this.#customerOf(token);
    const until = new Date(this.clock.now().getTime() + PAUSE_DAYS * DAY_MS);
    await this.customers.optOut({ customer, channel: 'all', source: 'pause', until });
  }

  /** Ends the pause, and leaves alone what was refused for ever. */
  async resume(token: string): Promise<void> {
    const { id: customer } = await this.#customerOf(token);
    await this.db.transaction(async () => {
      for (const { channel, until } of await this.customers.refusedBy(customer))
        if (until) await this.customers.optIn({ customer, channel, source: 'page' });
    });
  }

  /** How they want to be asked from now on, and once a pause that runs has ended. */
  async choose(token: string, wanted: Wanted): Promise<void> {
    const { id: customer } = await this.#customerOf(token);
    await this.db.transaction(async () => {
      const refused = await this.customers.refusedBy(customer);
      const pause = refused.find(({ until }) => until !== null)?.until ?? null;
      for (const channel of ['sms', 'email'] as const) {
        const wants = wanted === 'both' || wanted === channel;
        const isPaused = refused.some((one) => one.channel === channel && one.until !== null);
        if (wants && isPaused) continue;
        await this.customers[wants ? 'optIn' : 'optOut']({ customer, channel, source: 'page' });
        if (wants && pause) await this.customers.optOut({ customer, channel, source: 'pause', until: pause });
      }
    });
  }

  /** @throws Problem 404 when it was asked of somebody else. */
  async askedOf(token: string, invitation: string): Promise<{ customer: Customer; invitation: Invitation }> {
    const customer = await this.#customerOf(token);
    const asked = await this.invitations.one(invitation);
    if (asked.customer !== customer.id) throw Problem.notFound('invitation', invitation);
    return { customer, invitation: asked };
  }

  /** @throws Problem 404 when the answer is not theirs. */
  async takeBack(token: string, what: 'answer' | 'review', of: string): Promise<void> {
    const { invitation } = await this.askedOf(token, of);
    await this.answers[what === 'answer' ? 'erase' : 'withdraw'](invitation);
  }

  async #customerOf(token: string): Promise<Customer> {
    const link = await this.links.find(token);
    const customer = link && (await this.customers.byIds([link.customer])).get(link.customer);
    if (!customer || customer.erased) throw new Problem(404, 'unknown-link', 'No page is known by this link.');
    if (link.expiresAt <= this.clock.now()) throw new Problem(410, 'own-expired', 'This link has expired.');
    return customer;
  }
}
