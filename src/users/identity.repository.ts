import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Principal } from '#platform/http';

/** Who calls, found by one indexed read a request. */
@Injectable()
export class IdentityRepository {
  constructor(private readonly db: Database) {}

  async user(id: string): Promise<Principal | null> {
    const [found] = await this.db.query<Principal>(
      `select 'user' as kind, id, name, email::text, role, language, theme,
              array(select team_id from team_member where user_id = user_account.id) as teams
       from user_account where id = $1 and active`,
      [id],
    );
    return found ?? null;
  }

  async key(hash: Buffer): Promise<Principal | null> {
    const [found] = await this.db.query<Principal>(
      `select 'key' as kind, id, name, scopes from api_key where key_hash = $1 and revoked_at is null`,
      [hash],
    );
    return found ?? null;
  }
}
