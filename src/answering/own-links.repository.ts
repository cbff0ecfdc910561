import { Injectable } from '@nestjs/common';
import { hashToken, newToken, Vault } from '#platform/crypto';
import { Database } from '#platform/database';

/** Links to customers' own pages: found by hash, given again while they last. */
@Injectable()
export class OwnLinksRepository {
  constructor(
    private readonly db: Database,
    private readonly vault: Vault,
  ) {}

  /** The link that lasts, or a new one. */
  async of(customer: string, now: Date, expiresAt: Date): Promise<string> {
    const token = newToken();
    const [row] = await this.db.query<{ token: Buffer }>(
      `insert into own_link (customer_id, token, token_key, expires_at) values ($1, $2, $3, $5)
       on conflict (customer_id) do update set
         token = case when own_link.expires_at > $4 then own_link.token else excluded.token end,
         token_key = case when own_link.expires_at > $4 then own_link.token_key else excluded.token_key end,
         expires_at = case when own_link.expires_at > $4 then own_link.expires_at else excluded.expires_at end
       returning token`,
      [customer, this.vault.seal(token), hashToken(token), now, expiresAt],
    );
    return row ? this.vault.open(row.token) : token;
  }

  async find(token: string): Promise<{ customer: string; expiresAt: Date } | null> {
    const [row] = await this.db.query<{ customer: string; expiresAt: Date }>(
      'select customer_id as customer, expires_at as "expiresAt" from own_link where token_key = $1',
      [hashToken(token)],
    );
    return row ?? null;
  }

  async forget(customer: string): Promise<void> {
    await this.db.run('delete from own_link where customer_id = $1', [customer]);
  }
}
