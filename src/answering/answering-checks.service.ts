import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { CustomersService } from '#customers';
import { DeliveryService, type Inbound } from '#delivery';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { Problem } from '#platform/http';
import { AnsweringChecksRepository, type Check, type Decision } from './answering-checks.repository.ts';

const SHOWN = 100;
const DECIDED_SHOWN = 20;

/** A check, with what was written and by whom. */
export interface CheckMatter extends Check {
  text: string;
  firstName: string | null;
  lastName: string | null;
  externalId: string | null;
}

/** Texts that may ask to stop and may complain: sending rests until somebody has read them. */
@Injectable()
export class AnsweringChecksService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly customers: CustomersService,
    private readonly delivery: DeliveryService,
    private readonly checks: AnsweringChecksRepository,
  ) {}

  async open({ id, customers, at }: Inbound): Promise<void> {
    if (customers[0]) await this.checks.add(id, customers[0], at);
  }

  async list(): Promise<{ open: CheckMatter[]; decided: CheckMatter[] }> {
    const [open, decided] = await Promise.all([this.checks.open(SHOWN), this.checks.decided(DECIDED_SHOWN)]);
    return { open: await this.#matters(open), decided: await this.#matters(decided) };
  }

  /** Stops the surveys, or lets them go on. @throws Problem 404 unknown, 409 when a colleague decided before. */
  async decide(inbound: string, decision: Decision, by: string): Promise<void> {
    await this.db.transaction(async () => {
      const check = isUuid(inbound) ? await this.checks.find(inbound) : null;
      if (!check) throw Problem.notFound('message', inbound);
      if (!(await this.checks.decide(inbound, decision, by, this.clock.now())))
        throw Problem.conflict('already-decided', 'A colleague has decided about this message.', {});
      const { customer } = check;
      if (decision === 'opt-out') await this.customers.optOut({ customer, channel: 'sms', source: 'sms' });
      if (!(await this.checks.waits(customer)))
        await this.customers.restore({ customer, channel: 'sms', cause: 'to-check' });
      await this.facts.record({ name: 'reply.checked', subject: inbound, customer, data: { decision } });
    });
  }

  async forget(customer: string): Promise<void> {
    await this.checks.forget(customer);
  }

  async #matters(checks: readonly Check[]): Promise<CheckMatter[]> {
    const customers = await this.customers.byIds(checks.map(({ customer }) => customer));
    return Promise.all(
      checks.map(async (check) => {
        const { firstName = null, lastName = null, externalId = null } = customers.get(check.customer) ?? {};
        const { text } = await this.delivery.inbound(check.inbound);
        return { ...check, text, firstName, lastName, externalId };
      }),
    );
  }
}
