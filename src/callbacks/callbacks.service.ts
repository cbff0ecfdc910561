import { Injectable } from '@nestjs/common';
import { CustomersService, type Customer } from '#customers';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import type { Response } from '#responses';
import { SurveysService } from '#surveys';
import type { CallbackCase } from './case.entity.ts';
import { CallbacksOpening, type Promised } from './callbacks-opening.service.ts';
import { CallbacksRepository } from './callbacks.repository.ts';
import { heardIn, mustOpen, REPEAT_DAYS, type Heard } from './rules/opening.ts';

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
    private readonly repository: CallbacksRepository,
  ) {}

  /**
   * Opens a case when the answer asks for one, or joins the one that is open; gives what the customer may be told,
   * while the first call is still to come.
   * - Answers of nobody known, and partial ones unless settled, lead to nothing.
   * - The same response, however often corrected, leads to one case: a better score does not close it, a worse one hastens it.
   */
  async consider(response: Response, { settled = false }: { settled?: boolean } = {}): Promise<Promised | null> {
    if (!response.customer || !(response.complete || settled)) return null;
    const customer = response.customer;
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

  async #lead(response: Response, heard: Heard, customer: Customer, its: CallbackCase | null): Promise<CallbackCase> {
    const since = new Date(this.clock.now().getTime() - REPEAT_DAYS * DAY_MS);
    const open = its ?? (await this.repository.lockOpenOf(customer.id));
    const repeated = open === null && (await this.repository.hadSince(customer.id, since));
    const opening = mustOpen(heard, { vip: customer.vip, repeated });
    if (!opening) throw new Error('What must be called back does not depend on who asks.');
    if (its) return this.opening.hasten(its, opening.priority);
    if (open) return this.opening.join(open, response, opening.priority);
    return this.opening.open(response, customer, opening);
  }

  async #heard(response: Response): Promise<Heard> {
    const version = (await this.surveys.versions([response.questionnaireVersion])).get(response.questionnaireVersion);
    return { metric: response.metric, score: response.score, ...heardIn(version?.questions ?? [], response.answers) };
  }
}
