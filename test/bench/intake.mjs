// Intake of interactions against the bare statement that does the same decision: one at a time, and in batches of 500.
import { randomBytes, randomUUID } from 'node:crypto';
import { askAlways, line, perSecond, startPlatform, visit } from './platform.mjs';

const PEOPLE = 100_000;
const SECONDS = 8;
const BATCH = 500;

const platform = await startPlatform();
await askAlways(platform);
await bareTables();

const bareSingle = await perSecond(32, SECONDS, decideBare);
const single = await perSecond(64, SECONDS, () =>
  platform.api('POST', '/api/v1/interactions', visit(PEOPLE)).then(() => 1),
);
line('single interactions (64 connections)', single, bareSingle, '/s');

const bareBatch = await perSecond(4, SECONDS, () => decideBareBatch().then(() => BATCH));
const batch = await perSecond(4, SECONDS, () =>
  platform
    .api('POST', '/api/v1/interactions/batch', { items: Array.from({ length: BATCH }, () => visit(PEOPLE)) })
    .then(() => BATCH),
);
line('interactions in batches of 500 (4 connections)', batch, bareBatch, '/s');
await platform.stop();

async function bareTables() {
  await platform.pool.query(`
    create table bare_interaction (external_id text primary key, hash bytea, customer uuid, body jsonb, at timestamptz);
    create table bare_place (person bigint, at timestamptz, id uuid, primary key (person, at, id));
    create table bare_decision (external_id text primary key, outcome text, at timestamptz);
    create table bare_invitation (id uuid primary key, person bigint, send_at timestamptz, token bytea);`);
}

/** Idempotent insert, the person's lock, the cap, the place taken, the decision and the invitation, in one statement. */
function decideBare() {
  const person = Math.floor(Math.random() * PEOPLE);
  return platform.pool.query(
    `with seen as (insert into bare_interaction values ($1, $2, $3, $4, now()) on conflict do nothing returning 1),
          locked as (select pg_advisory_xact_lock(7, $5::int) from seen),
          counted as (select count(*) as n from bare_place, locked where person = $5 and at > now() - interval '30 days'),
          placed as (insert into bare_place select $5, now(), $6 from counted where n < 2 returning id),
          invited as (insert into bare_invitation select $6, $5, now(), $2 from placed)
     insert into bare_decision select $1, case when n < 2 then 'scheduled' else 'suppressed' end, now() from counted`,
    [randomUUID(), randomBytes(32), randomUUID(), JSON.stringify(visit(PEOPLE)), person, randomUUID()],
  );
}

function decideBareBatch() {
  const items = Array.from({ length: BATCH }, () => ({
    external_id: randomUUID(),
    person: Math.floor(Math.random() * PEOPLE),
    id: randomUUID(),
    body: visit(PEOPLE),
  }));
  return platform.pool.query(
    `with item as (select * from jsonb_to_recordset($1::jsonb) as i(external_id text, person bigint, id uuid, body jsonb)),
          seen as (insert into bare_interaction select external_id, sha256(external_id::bytea), id, body, now() from item on conflict do nothing),
          counted as (select item.*, (select count(*) from bare_place p where p.person = item.person and at > now() - interval '30 days') as n from item),
          placed as (insert into bare_place select person, now(), id from counted where n < 2),
          invited as (insert into bare_invitation select id, person, now(), sha256(external_id::bytea) from counted where n < 2)
     insert into bare_decision select external_id, case when n < 2 then 'scheduled' else 'suppressed' end, now() from counted`,
    [JSON.stringify(items)],
  );
}
