import { Injectable } from '@nestjs/common';
import { CustomersService, type Customer } from '#customers';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Problem } from '#platform/http';
import type { Response } from '#responses';
import { SurveysService } from '#surveys';
import type { CallbackCase } from './case.entity.ts';
import { CallbacksOpening, type Promised } from './callbacks-opening.service.ts';
import { CallbacksRecovery } from './callbacks-recovery.service.ts';
import { CallbacksRepository } from './callbacks.repository.ts';
import { heardIn, mayOpen, mustOpen, REPEAT_DAYS, type Heard } from './rules/opening.ts';

const DAY_MS = 86_400_000;

/** The door through which answers come in. */
@Injectable()
export class CallbacksService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly customers: CustomersService,
    private readonly surveys: SurveysService,
    private readonly opening: CallbacksOpening,
    private readonly recovery: CallbacksRecovery,
    private readonly repository: CallbacksRepository,
  ) {}

  /**
   * Opens a case when the answer asks for one, or joins the one that is open; gives what the customer may be told,
   * while the first call is still to come.
   * - Answers of nobody known, and partial ones unless settled, lead to nothing.
   * - The answer to whether a callback helped closes that case, whatever else it leads to.
   * - The same response, however often corrected, leads to one case: a better score does not close it, a worse one hastens it.
   */
  async consider(response: Response, { settled = false }: { settled?: boolean } = {}): Promise<Promised | null> {
    if (!response.customer || !(response.complete || settled)) return null;
    const customer = response.customer;
    await this.db.transaction(() => this.recovery.heard(response));
    const heard = await this.#heard(response);
    const mattersAtAll = mustOpen(heard, { vip: false, repeated: false }) !== null;
    // What was said first and opens nothing has no case yet; what was corrected may have one.
    if (!mattersAtAll && response.version === 1) return null;
    return this.db.transaction(async () => {
      if (mattersAtAll) await this.repository.lockCustomer(customer);
      const its = await this.repository.lockOfResponse(response.id);
      if (!mattersAtAll) return its && this.opening.promised(its);
      const known = (await this.customers.byIds([customer])).get(customer);
      if (!known || known.erased) return null;
      return this.opening.promised(await this.#lead(response, heard, known, its));
    });
  }

  /**
   * Somebody here decides to call about an answer that opened nothing by itself; gives the case.
   * @throws Problem 409 when a case of the customer is open already; 422 when nobody known gave the answer, or nobody unhappy.
   */
  async open(response: Response): Promise<string> {
    const heard = await this.#heard(response);
    return this.db.transaction(async () => {
      if (response.customer) await this.repository.lockCustomer(response.customer);
      const known = response.customer && (await this.customers.byIds([response.customer])).get(response.customer);
      if (!known || known.erased) throw new Problem(422, 'nobody-known', 'Nobody known gave this answer.');
      if (await this.repository.lockOpenOf(known.id))
        throw new Problem(409, 'already-open', 'A case of this customer is open already.');
      const opening = mayOpen(heard, { vip: known.vip, repeated: await this.#repeated(known.id) });
      if (!opening) throw new Problem(422, 'not-unhappy', 'This answer is not of an unhappy customer.');
      return (await this.opening.open(response, known, opening)).id;
    });
  }

  async #lead(response: Response, heard: Heard, customer: Customer, its: CallbackCase | null): Promise<CallbackCase> {
    const open = its ?? (await this.repository.lockOpenOf(customer.id));
    const repeated = open === null && (await this.#repeated(customer.id));
    const opening = mustOpen(heard, { vip: customer.vip, repeated });
    if (!opening) throw new Error('What must be called back does not depend on who asks.');
    if (its) return this.opening.hasten(its, opening.priority);
    if (open) return this.opening.join(open, response, opening.priority);
    return this.opening.open(response, customer, opening);
  }

  async #repeated(customer: string): Promise<boolean> {
    return this.repository.hadSince(customer, new Date(this.clock.now().getTime() - REPEAT_DAYS * DAY_MS));
  }

  async #heard(response: Response): Promise<Heard> {
    const version = (await this.surveys.versions([response.questionnaireVersion])).get(response.questionnaireVersion);
    const { temperature, metric, score, answers } = response;
    return { temperature, metric, score, ...heardIn(version?.questions ?? [], answers) };
  }
}
