import { Injectable } from '@nestjs/common';
import { CustomersService, type Channel } from '#customers';
import { InvitationsService, OPEN } from '#invitations';
import { Clock } from '#platform/clock';
import { PressureService } from '#pressure';
import { SurveysService } from '#surveys';
import type { CallbackCase } from './case.entity.ts';

/** Questionnaire that asks whether the callback helped: surveys publishes it at the first start. */
const RECOVERY = 'recovery';
const EXEMPT = 'after-callback';
const WINDOW = { days: [1, 2, 3, 4, 5, 6], from: '10:00', to: '19:00' };
const DAY_MS = 86_400_000;
const CHANNELS: readonly Channel[] = ['sms', 'email'];

interface Asked {
  readonly id: string;
  readonly until: Date | null;
}

/** What a case means for asking its customer: nothing while it stands, whether it helped once it ended. */
@Injectable()
export class CallbacksAftermath {
  constructor(
    private readonly clock: Clock,
    private readonly customers: CustomersService,
    private readonly surveys: SurveysService,
    private readonly pressure: PressureService,
    private readonly invitations: InvitationsService,
  ) {}

  /** The case stands: its person is asked nothing. */
  async began(one: Pick<CallbackCase, 'id' | 'customer'>): Promise<void> {
    const customer = (await this.customers.byIds([one.customer])).get(one.customer);
    if (customer) await this.pressure.hold({ keys: customer.personKeys, reason: 'open-callback', holder: one.id });
  }

  /** It ended. Gives the invitation that asks whether it helped, and until when, if one could be planned. */
  async ended(one: CallbackCase, { askAgain }: { askAgain: boolean }): Promise<Asked | null> {
    await this.pressure.lift(one.id);
    return askAgain ? this.#askAgain(one) : null;
  }

  /** It stands again: what was to ask whether it helped is taken back. */
  async resumed(one: CallbackCase): Promise<void> {
    await this.began(one);
    if (!one.recoveryInvitation) return;
    const planned = (await this.invitations.byIds([one.recoveryInvitation])).get(one.recoveryInvitation);
    if (planned && OPEN.includes(planned.status)) await this.invitations.cancel(planned.id, 'case-reopened');
  }

  /** Exempt from the limits by rule, but counted; about no touchpoint, so that the first score stands in its figures. */
  async #askAgain(one: CallbackCase): Promise<Asked | null> {
    const questionnaire = await this.surveys.current(RECOVERY);
    const customer = (await this.customers.byIds([one.customer])).get(one.customer);
    const channels = CHANNELS.filter((channel) => customer?.reach[channel] === 'ok');
    if (!questionnaire || !customer || customer.erased || channels.length === 0) return null;
    const now = this.clock.now();
    const planned = await this.invitations.plan({
      ...{ customer, touchpoint: null, questionnaireVersion: questionnaire.id, site: one.site },
      ...{ temperature: questionnaire.temperature, channels, sendAt: now, window: WINDOW },
      ...{ expiresAfter: 7 * DAY_MS, reminders: [], occurredAt: now, exempt: EXEMPT },
    });
    if (!('invitation' in planned)) return null;
    const { id } = planned.invitation;
    return { id, until: (await this.invitations.byIds([id])).get(id)?.expiresAt ?? null };
  }
}
