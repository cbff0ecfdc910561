/** Fills the tables of intake in SQL with so many decisions of other people, as months of work would have. */
export async function fill({ pool }, rows) {
  const client = await pool.connect();
  try {
    for (const statement of statements) await client.query(statement.replaceAll(':rows', String(rows)));
    await client.query('vacuum analyze');
  } finally {
    client.release();
  }
}

const day = `now() - make_interval(secs => 2592000.0 * (:rows - n) / :rows) - interval '1 hour'`;
const uuid = (kind) => `md5('${kind}' || n)::uuid`;
const key = (kind) => `sha256(('${kind}' || n)::bytea)`;
const all = 'from generate_series(1, :rows) as n';

const statements = [
  `insert into customer (id, external_id, own_key, first_name, last_name, phone, phone_key, phone_sms, phone_country, email, email_key, locale,
     content_hash, search, created_at, updated_at)
   select ${uuid('c')}, 'f-' || n, ${key('own')}, 'Léa', 'Martin', ${key('p')}, ${key('phone')}, true, 'FR', ${key('e')}, ${key('email')}, 'fr',
     ${key('hash')}, array_to_tsvector(array['lea', 'martin', 'f-' || n]), ${day}, ${day} ${all}`,
  `insert into interaction (id, external_id, body_hash, touchpoint_key, customer_id, site_key, occurred_at, received_at)
   select ${uuid('i')}, 'fill-' || n, ${key('body')}, 'store-visit', ${uuid('c')}, 'lyon-2', ${day}, ${day} ${all}`,
  `insert into invitation (id, customer_id, interaction_id, touchpoint_key, questionnaire_version_id, temperature, status, channel, site_key,
     language, time_zone, occurred_at, token_hash, token, send_at, expires_at, sent_at, created_at)
   select ${uuid('a')}, ${uuid('c')}, ${uuid('i')}, 'store-visit', (select id from questionnaire_version limit 1), 'hot', 'expired', 'sms',
     'lyon-2', 'fr', 'Europe/Paris', ${day}, ${key('token')}, ${key('sealed')}, ${day}, ${day}, ${day}, ${day} ${all}`,
  `insert into pressure_place (invitation_id, customer_id, touchpoint_key, temperature, channel, taken_at)
   select ${uuid('a')}, ${uuid('c')}, 'store-visit', 'hot', 'sms', ${day} ${all}`,
  `insert into pressure_ledger (contact_key, taken_at, invitation_id)
   select key, ${day}, ${uuid('a')} ${all} cross join unnest(array[${key('own')}, ${key('phone')}, ${key('email')}]) as key`,
  `insert into decision (interaction_id, customer_id, outcome, invitation_id, channel, send_at, steps, decided_at)
   select ${uuid('i')}, ${uuid('c')}, 'scheduled', ${uuid('a')}, 'sms', ${day}, (select steps from decision limit 1), ${day} ${all}`,
  `insert into fact (name, subject, customer_id, data, actor, at)
   select name, ${uuid('i')}::text, ${uuid('c')}, '{}', 'system', ${day}
   ${all} cross join unnest(array['customer.created', 'invitation.planned', 'interaction.recorded']) as name`,
];
