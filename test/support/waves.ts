import { v7 } from 'uuid';
import type { InsightsStation } from './insights.ts';

export interface AnsweredBy {
  readonly stratum: string;
  /** Answers to the questionnaire; null: asked, and silent. */
  readonly answers: Record<string, number> | null;
  readonly customer?: string;
  readonly comment?: string;
  readonly at?: string;
}

export interface AWave {
  readonly programme: string;
  readonly number: number;
  readonly opensAt: string;
  readonly questionnaire: string;
  /** Customers of each stratum. */
  readonly population: Record<string, number>;
  readonly people: readonly AnsweredBy[];
}

/** A barometer as its station leaves it. */
export async function aBarometer(
  { db }: InsightsStation,
  key: string,
  questionnaire: string,
  { strata = ['segment', 'site'], minimumGroup = 5, kind = 'customers' } = {},
): Promise<void> {
  await db.query(
    `insert into barometer_programme (key, name, kind, questionnaire_key, channels, waves_per_cycle, target, strata, seed, start_date,
       spread_days, send_window, minimum_group, created_at, updated_at)
     values ($1, $2, $3, $4, '{email}', 4, '{"perWave": 100}', $5, 'seed', '2026-01-01', 10, '{}', $6, now(), now())`,
    [key, `Barometer ${key}`, kind, questionnaire, strata, minimumGroup],
  );
  await db.query(
    `insert into barometer_cycle (id, programme_key, number, starts_on) values ($1, $2, 1, '2026-01-01')`,
    [v7(), key],
  );
}

/** A wave that was drawn and sent, and what came back; gives the answers' ids, null for the silent. */
export async function aWave(here: InsightsStation, wave: AWave): Promise<(string | null)[]> {
  const id = v7();
  const version = here.versions.get(wave.questionnaire);
  await here.db.query(
    `insert into barometer_wave (id, programme_key, cycle_id, number, state, opens_at, last_batch_at, closes_at, seed,
       questionnaire_version_id, drawn_at)
     select $1, $2, id, $3, 'closed', $4, $4, $4::timestamptz + interval '30 days', 'seed', $5, $4
     from barometer_cycle where programme_key = $2`,
    [id, wave.programme, wave.number, wave.opensAt, version],
  );
  for (const [stratum, population] of Object.entries(wave.population)) {
    await here.db.query(
      `insert into wave_stratum (wave_id, stratum, population, quota, sample, reserve) values ($1, $2, $3::int, $3::int, $3::int, 0)`,
      [...[id, stratum, population]],
    );
  }
  return members(here, { id, wave, version }, wave.people);
}

/** All of a wave's people at once: customers where none are given, invitations, places in the sample, answers. */
async function members(
  { db }: InsightsStation,
  { id, wave, version }: { id: string; wave: AWave; version: string | undefined },
  people: readonly AnsweredBy[],
): Promise<(string | null)[]> {
  const rows = people.map(({ stratum, answers, customer, comment, at }, position) => {
    const [metric, score] = Object.entries(answers ?? {})[0] ?? [null, null];
    return {
      ...{
        customer: customer ?? v7(),
        known: customer !== undefined,
        invitation: v7(),
        response: answers ? v7() : null,
      },
      ...{ stratum, answers, metric, score, comment: comment ?? null, at: at ?? wave.opensAt, position: position + 1 },
    };
  });
  const given = `jsonb_to_recordset($1) as p (customer uuid, known boolean, invitation uuid, response uuid, stratum text,
    answers jsonb, metric text, score smallint, comment text, at timestamptz, position integer)`;
  const all = JSON.stringify(rows);
  await db.query(
    `insert into customer (id, external_id, own_key, created_at, updated_at)
     select customer, customer::text, decode(md5(customer::text), 'hex'), now(), now() from ${given} where not known`,
    [all],
  );
  await db.query(
    `insert into invitation (id, customer_id, questionnaire_version_id, temperature, status, channel, language, time_zone, occurred_at,
       token_hash, token, send_at, expires_at, sent_at, created_at)
     select invitation, customer, $2, 'cold', case when response is null then 'sent' else 'answered' end, 'email', 'fr', 'Europe/Paris',
       $3, decode(md5(invitation::text), 'hex'), '', $3, $3, $3, $3 from ${given}`,
    [all, version, wave.opensAt],
  );
  await db.query(
    `insert into wave_member (wave_id, cycle_id, customer_id, stratum, inclusion_probability, position, role, state, invitation_id)
     select w.id, w.cycle_id, p.customer, p.stratum, 0.1, p.position, 'sample',
       case when response is null then 'invited' else 'answered' end, p.invitation from barometer_wave w, ${given} where w.id = $2`,
    [all, id],
  );
  await db.query(
    `insert into response (id, invitation_id, customer_id, questionnaire_version_id, temperature, channel, language, answers, metric,
       score, comment, complete, answered_at, updated_at)
     select response, invitation, customer, $2, 'cold', 'web', 'fr', answers, metric, score, comment, true, at, at
     from ${given} where response is not null`,
    [all, version],
  );
  return rows.map(({ response }) => response);
}
