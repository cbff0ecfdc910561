import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { CustomersService } from '#customers';
import { InsightsModule } from '#insights';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { FactRelay, Facts } from '#platform/facts';
import { MailModule } from '#platform/mail';
import type { Scale } from '#platform/values';
import { SurveysService, type QuestionKind } from '#surveys';
import { aroundPages, startStation, type Station } from './station.ts';

export interface Asked {
  touchpoint?: string;
  site?: string | null;
  segment?: string | null;
  channel?: 'sms' | 'email';
  questionnaire?: string;
  customer?: string;
  /** Null: planned, not yet sent. */
  sentAt?: string | null;
  status?: string;
  opened?: boolean;
}

export interface Answered extends Asked {
  answers?: Record<string, unknown>;
  score?: number | null;
  metric?: Scale;
  comment?: string | null;
  complete?: boolean;
  at?: string;
}

/** The insights station and what it reads, written row by row as the other stations leave it, each change with its fact. */
export class InsightsStation {
  readonly db: Database;
  readonly clock: Clock;
  readonly versions = new Map<string, string>();
  #customers = 0;

  private constructor(readonly station: Station) {
    this.db = station.get(Database);
    this.clock = station.get(Clock);
  }

  static async start(): Promise<InsightsStation> {
    const station = await startStation(...[...aroundPages(), MailModule, InsightsModule]);
    const here = new InsightsStation(station);
    await here.aQuestionnaire('csat-store', 'csat');
    await here.aQuestionnaire('ces-call', 'ces7');
    await here.aQuestionnaire('nps-order', 'nps');
    return here;
  }

  async aQuestionnaire(key: string, ...kinds: QuestionKind[]): Promise<void> {
    const questions = [...kinds, 'text' as const].map((kind) => ({
      key: kind === 'text' ? 'comment' : kind,
      kind,
      text: { fr: kind },
    }));
    const { id } = await this.station
      .get(SurveysService)
      .publishVersion(key, { name: key, temperature: 'hot', questions });
    this.versions.set(key, id);
  }

  async aTouchpoint(key: string, questionnaire: string, position = 0): Promise<void> {
    await this.db.query(
      `insert into touchpoint (key, name, questionnaire_key, channels, send_window, position, updated_at)
       values ($1, $2, $3, '{sms}', '{}', $4, now())`,
      [key, { fr: `Parcours ${key}`, en: `Step ${key}` }, questionnaire, position],
    );
  }

  async aSite(key: string, name: string): Promise<void> {
    await this.db.query(`insert into site (id, key, name) values ($1, $2, $3)`, [v7(), key, name]);
  }

  /** Our id of a new customer. */
  async aCustomer(fields: Record<string, unknown> = {}): Promise<string> {
    const externalId = `c-${++this.#customers}`;
    const { customer } = await this.station.get(CustomersService).upsert({ externalId, ...fields });
    return customer.id;
  }

  async anInvitation(asked: Asked = {}): Promise<string> {
    const id = v7();
    const sentAt = asked.sentAt === undefined ? '2026-05-19T08:00:00Z' : asked.sentAt;
    await this.db.query(
      `insert into invitation (id, customer_id, touchpoint_key, questionnaire_version_id, temperature, status, channel, site_key, segment,
         language, time_zone, occurred_at, token_hash, token, send_at, expires_at, sent_at, opened_at, created_at)
       values ($1, $2, $3, $4, 'hot', $5, $6, $7, $8, 'fr', 'Europe/Paris', $9, $10, $10, $9, $9, $11, $12, $9)`,
      [
        ...[id, asked.customer ?? (await this.aCustomer()), asked.touchpoint ?? 'store-visit'],
        ...[this.versions.get(asked.questionnaire ?? 'csat-store'), asked.status ?? (sentAt ? 'sent' : 'planned')],
        ...[asked.channel ?? 'sms', asked.site === undefined ? 'lyon-2' : asked.site, asked.segment ?? null],
        ...[sentAt ?? '2026-05-19T08:00:00Z', randomBytes(32), sentAt, asked.opened ? sentAt : null],
      ],
    );
    if (sentAt) await this.moved(id, 'sending', asked.status ?? 'sent', sentAt);
    return id;
  }

  /** Moves the row as `set` says, and tells it as the invitations station does. */
  async move(id: string, from: string, to: string, at: string, set = 'sent_at = sent_at'): Promise<void> {
    await this.db.query(`update invitation set status = $2, ${set} where id = $1`, [id, to]);
    await this.moved(id, from, to, at);
  }

  async moved(id: string, from: string, to: string, at: string): Promise<void> {
    await this.#tell(at, { name: 'invitation.moved', subject: id, data: { from, to, cause: null } });
  }

  /** An answer to an invitation of its own, or to `invitation`; `null` is anonymous. */
  async anAnswer(answered: Answered = {}, invitation?: string | null): Promise<string> {
    const id = v7();
    const at = answered.at ?? '2026-05-19T10:00:00Z';
    const metric = answered.metric ?? 'csat';
    const score = answered.score === undefined ? 4 : answered.score;
    const asked = invitation === undefined ? await this.anInvitation({ sentAt: at, ...answered }) : invitation;
    await this.db.query(
      `insert into response (id, invitation_id, session_id, customer_id, touchpoint_key, questionnaire_version_id, temperature, site_key,
         segment, channel, language, answers, metric, score, comment, complete, answered_at, updated_at)
       values ($1, $2, $3, (select customer_id from invitation where id = $2), $4, $5, 'hot', $6, $7, 'web', 'fr', $8, $9, $10, $11, $12,
         $13, $13)`,
      [
        ...[id, asked, asked ? null : v7(), answered.touchpoint ?? 'store-visit'],
        ...[this.versions.get(answered.questionnaire ?? 'csat-store')],
        ...[answered.site === undefined ? 'lyon-2' : answered.site, answered.segment ?? null],
        ...[answered.answers ?? (score === null ? {} : { [metric]: score }), score === null ? null : metric, score],
        ...[answered.comment ?? null, answered.complete ?? true, at],
      ],
    );
    const data = { invitation: asked, touchpoint: answered.touchpoint ?? 'store-visit', complete: true };
    if (asked) await this.move(asked, 'sent', 'answered', at, `answered_at = '${at}'`);
    const [row] = await this.db.query<{ customer: string }>(
      'select customer_id as customer from response where id = $1',
      [id],
    );
    await this.#tell(at, { name: 'response.submitted', subject: id, customer: row?.customer ?? null, data });
    return id;
  }

  async correct(response: string, score: number, at = '2026-05-20T10:00:00Z'): Promise<void> {
    await this.db.query(`update response set answers = jsonb_build_object(metric, $2::int), score = $2 where id = $1`, [
      response,
      score,
    ]);
    const [row] = await this.db.query<{ invitation: string }>(
      'select invitation_id as invitation from response where id = $1',
      [response],
    );
    const data = { invitation: row?.invitation ?? null, touchpoint: 'store-visit', complete: true };
    await this.#tell(at, { name: 'response.corrected', subject: response, data });
  }

  /** Hears what waits, in batches of so many facts; `twice` hears each batch again. */
  async hear({ batch = 500, twice = false } = {}): Promise<void> {
    const waiting = await this.db.query<{ listener: string; fact: string }>(
      `select listener, fact_id::text as fact from fact_outbox where listener like 'insights.%' order by fact_id`,
    );
    const relay = this.station.get(FactRelay);
    for (const listener of new Set(waiting.map((one) => one.listener))) {
      const facts = waiting.filter((one) => one.listener === listener).map(({ fact }) => fact);
      for (let from = 0; from < facts.length; from += batch) {
        const job = { listener, facts: facts.slice(from, from + batch) };
        await relay.hear(job);
        if (twice) await relay.hear(job);
      }
    }
  }

  async #tell(at: string, fact: Parameters<Facts['record']>[0]): Promise<void> {
    await this.clock.at(new Date(at), () => this.station.get(Facts).record(fact));
  }
}
