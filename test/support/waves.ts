import { randomBytes } from 'node:crypto';
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
  const answers: (string | null)[] = [];
  for (const [position, one] of wave.people.entries())
    answers.push(await aMember(here, { id, wave, version }, one, position));
  return answers;
}

async function aMember(
  here: InsightsStation,
  { id, wave, version }: { id: string; wave: AWave; version: string | undefined },
  { stratum, answers, customer: known, comment = undefined, at }: AnsweredBy,
  position: number,
): Promise<string | null> {
  const customer = known ?? (await here.aCustomer());
  const invitation = v7();
  await here.db.query(
    `insert into invitation (id, customer_id, questionnaire_version_id, temperature, status, channel, language, time_zone, occurred_at,
       token_hash, token, send_at, expires_at, sent_at, created_at)
     values ($1, $2, $3, 'cold', $4, 'email', 'fr', 'Europe/Paris', $5, $6, $6, $5, $5, $5, $5)`,
    [invitation, customer, version, answers ? 'answered' : 'sent', wave.opensAt, randomBytes(32)],
  );
  await here.db.query(
    `insert into wave_member (wave_id, cycle_id, customer_id, stratum, inclusion_probability, position, role, state, invitation_id)
     select $1, cycle_id, $2, $3, 0.1, $4, 'sample', $5, $6 from barometer_wave where id = $1`,
    [id, customer, stratum, position + 1, answers ? 'answered' : 'invited', invitation],
  );
  if (!answers) return null;
  const [[metric, score] = [null, null]] = Object.entries(answers);
  const response = v7();
  await here.db.query(
    `insert into response (id, invitation_id, customer_id, questionnaire_version_id, temperature, channel, language, answers, metric,
       score, comment, complete, answered_at, updated_at)
     values ($1, $2, $3, $4, 'cold', 'web', 'fr', $5, $6, $7, $8, true, $9, $9)`,
    [response, invitation, customer, version, answers, metric, score, comment ?? null, at ?? wave.opensAt],
  );
  return response;
}
