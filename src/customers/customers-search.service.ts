import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#platform/config';
import { Vault } from '#platform/crypto';
import { pageOf, positionOf, type Page } from '#platform/http';
import { normaliseEmail, parsePhone } from '#platform/values';
import { CustomersRepository, type CustomerRow, type SearchConditions } from './customers.repository.ts';
import { emailKey } from './rules/content.ts';
import { searchQuery } from './rules/search-terms.ts';

const HOME = 'FR';

/** Finds customers by name or external id from their beginnings, by phone or e-mail as a whole: those are known by their keys only. */
@Injectable()
export class CustomersSearch {
  constructor(
    private readonly repository: CustomersRepository,
    private readonly vault: Vault,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Newest change first; everyone when the search is empty. */
  async find(
    text: string,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<Page<CustomerRow>> {
    const by = this.#conditions(text.trim());
    if (!by) return { items: [], nextCursor: null };
    const rows = await this.repository.search(by, positionOf(cursor), limit + 1);
    return pageOf(rows, limit, (row) => [row.updatedAt.toISOString(), row.id]);
  }

  /** Null when nothing can match: only punctuation was typed. */
  #conditions(text: string): SearchConditions | null {
    if (text === '') return { terms: null, phoneKey: null, emailKey: null };
    const email = normaliseEmail(text);
    const phone = parsePhone(text, HOME, { allowFiction: this.config.sandbox });
    const by = {
      terms: email ? null : searchQuery(text),
      phoneKey: 'e164' in phone ? this.vault.blindIndex(phone.e164) : null,
      emailKey: email ? emailKey(email, (key) => this.vault.blindIndex(key)) : null,
    };
    return (by.terms ?? by.phoneKey ?? by.emailKey) ? by : null;
  }
}
