import { Injectable } from '@nestjs/common';
import { CustomersService } from '#customers';
import { Vault } from '#platform/crypto';
import { Problem } from '#platform/http';
import { PersonExportRepository } from './person-export.repository.ts';

/** What is kept of a person, to be handed to them (GDPR, articles 15 and 20). */
@Injectable()
export class PersonExport {
  constructor(
    private readonly vault: Vault,
    private readonly customers: CustomersService,
    private readonly repository: PersonExportRepository,
  ) {}

  /** @throws Problem 404 for nobody. */
  async of(externalId: string): Promise<Record<string, unknown>> {
    const customer = await this.customers.byExternalId(externalId);
    if (!customer || customer.erased) throw Problem.notFound('customer', externalId);
    const texts = await this.repository.texts(customer.id);
    return {
      ...(await this.customers.export(externalId)),
      ...(await this.repository.read(customer.id)),
      messages: texts.map(({ body, ...text }) => ({ ...text, text: this.vault.open(body) })),
    };
  }
}
