import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { NewInvitation } from './invitations.repository.ts';

/** Invitations that have not gone out, made about what happened since. */
@Injectable()
export class FollowingRepository {
  constructor(private readonly db: Database) {}

  async follow(
    events: readonly {
      id: string;
      interaction: string;
      occurredAt: Date;
      site: string | null;
      agent: string | null;
      sendAt: Date;
      earliest: Date;
    }[],
  ): Promise<void> {
    await this.db.query(
      `update invitation i set interaction_id = later.interaction, occurred_at = later."occurredAt", site_key = later.site, agent = later.agent,
         send_at = later."sendAt", earliest_at = later.earliest
       from jsonb_to_recordset($1::jsonb) as later(id uuid, interaction uuid, "occurredAt" timestamptz, site text, agent text, "sendAt" timestamptz, earliest timestamptz)
       where i.id = later.id`,
      [JSON.stringify(events)],
    );
  }

  /** About another touchpoint from now on, and asked as that one asks. A wait ends when its new one does. */
  async turn(rows: readonly NewInvitation[]): Promise<void> {
    await this.db.query(
      `update invitation i set touchpoint_key = turned.touchpoint, questionnaire_version_id = turned."questionnaireVersion", temperature = turned.temperature,
         channel = turned.channel, next_channels = turned."nextChannels", send_window = turned."window", reminder_after = turned."reminderAfter",
         expires_after = turned."expiresAfter", priority = turned.priority, monthly_target = turned."monthlyTarget", waits_until = turned."waitsUntil",
         expires_at = case when i.status = 'held' then coalesce(turned."waitsUntil", i.expires_at) else turned."expiresAt" end
       from jsonb_to_recordset($1::jsonb) as turned(id uuid, touchpoint text, "questionnaireVersion" uuid, temperature text, channel text,
         "nextChannels" text[], "window" jsonb, "reminderAfter" integer[], "expiresAfter" integer, "expiresAt" timestamptz, priority smallint,
         "monthlyTarget" integer, "waitsUntil" timestamptz)
       where i.id = turned.id`,
      [JSON.stringify(rows.map(({ heldKeys: _, ...row }) => row))],
    );
  }
}
