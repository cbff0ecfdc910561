import { Injectable } from '@nestjs/common';
import { hashToken, Vault } from '#platform/crypto';
import { Database } from '#platform/database';
import { InvitationEntity } from './invitation.entity.ts';
import type { Invitation } from './rules/invitation.ts';

/** The link of an invitation: a hash to find it by, sealed to send it again; one that is anonymous is used once. */
@Injectable()
export class LinksRepository {
  constructor(
    private readonly db: Database,
    private readonly vault: Vault,
  ) {}

  async byToken(token: string): Promise<Invitation | null> {
    return this.db.repository(InvitationEntity).findOneBy({ tokenHash: hashToken(token) });
  }

  async tokenOf(id: string): Promise<string | null> {
    const sealed = await this.db
      .repository(InvitationEntity)
      .findOne({ where: { id }, select: { id: true, token: true } });
    return sealed && this.vault.open(sealed.token);
  }

  /** Uses the link of an anonymous one, and nothing tells when. @returns false when it was used before, or nothing can be said to it */
  async spend(id: string): Promise<boolean> {
    const { count } = await this.db.run(
      `update invitation set spent = true, next_reminder_at = null
       where id = $1 and anonymous and not spent and status <> all($2::text[])`,
      [id, ['held', 'cancelled', 'expired', 'bounced', 'failed']],
    );
    return count > 0;
  }
}
