// The limit of intake: one bare PostgreSQL statement that takes the same decision and leaves the same rows in the very same tables:
// person, interaction, decision with steps, invitation, place with its keys, facts; sealed values are random bytes of the same length.
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('bare-decision.sql', import.meta.url), 'utf8');
const SEALED = 29;

/** `decide(people)`: one statement for a visit of each of these people. */
export async function bareDecision({ pool, api }, sample) {
  const { decision } = await api('GET', `/api/v1/interactions/${sample}`);
  const steps = JSON.stringify(decision.steps);
  const { rows } = await pool.query('select id from questionnaire_version limit 1');
  return async (people) => {
    const values = [JSON.stringify(people.map(visitOf)), steps, rows[0].id];
    const { rowCount } = await pool.query({ name: 'bare-decision', text, values });
    if (rowCount !== people.length) throw new Error(`The bare statement kept ${rowCount} of ${people.length}.`);
    return rowCount;
  };
}

const people = new Map();
let made = 0;

function visitOf(person) {
  const known = people.get(person) ?? newPerson(person);
  people.set(person, known);
  return {
    ...known,
    id: randomUUID(),
    external_id: `bare-${made++}`,
    hash: bytes(32),
    invitation: randomUUID(),
    token_hash: bytes(32),
    token: bytes(SEALED + 22),
  };
}

function newPerson(person) {
  return {
    person: `b-${person}`,
    customer: randomUUID(),
    own_key: bytes(32),
    phone: bytes(SEALED + 12),
    phone_key: bytes(32),
    email: bytes(SEALED + 18),
    email_key: bytes(32),
    content_hash: bytes(32),
    search: `lea martin b-${person}`,
  };
}

const noise = randomBytes(1_000_000).toString('hex');
let at = 0;
/** Random bytes as PostgreSQL reads them, no two the same before a million. */
function bytes(length) {
  at = (at + 2 * 31) % (noise.length - 200);
  return `\\x${noise.slice(at, at + 2 * length)}`;
}
