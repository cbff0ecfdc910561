// Import of customers over HTTP, as NDJSON that is read as it comes, against COPY of the very same rows into a table with the same
// indexes. `--people 100k` for fewer. Beside it, what the program and PostgreSQL held at most.
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { cpuOf } from './cpu.mjs';
import { countOf, line } from './measure.mjs';
import { peakMb, watched } from './memory.mjs';
import { KEY, withPlatform } from './platform.mjs';

const { values } = parseArgs({ options: { people: { type: 'string', default: '1M' } } });
const PEOPLE = countOf(values.people);
const CHUNK = 500;

await withPlatform(async (platform) => {
  const ours = await measured(platform, async () => {
    const { created, refused } = await imported(platform);
    if (created !== PEOPLE) throw new Error(`${created} of ${PEOPLE} were made, ${refused} refused.`);
  });
  const limit = await copied(platform);
  line(
    `customers imported (${ours.seconds.toFixed(1)} s of ${PEOPLE})`,
    PEOPLE / ours.seconds,
    PEOPLE / limit.seconds,
    '/s',
  );
  const cpu = ({ program, database }) => `program ${program.toFixed(3)} + database ${database.toFixed(3)}`;
  console.log(`${''.padEnd(52)} CPU ms each: ${cpu(ours)}; the limit: ${cpu(limit)}`);
  console.log(`  at most: program ${peakMb(platform.pid)} MB, PostgreSQL ${ours.postgresMb} MB`);
});

async function measured(platform, act) {
  const [begun, before] = [performance.now(), cpuOf(platform)];
  const { postgresMb } = await watched(platform, act);
  const [seconds, after] = [(performance.now() - begun) / 1000, cpuOf(platform)];
  const each = (of) => (after[of] - before[of]) / PEOPLE;
  return { seconds, postgresMb, program: each('program'), database: each('database') };
}

function imported({ port }) {
  const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/x-ndjson' };
  return new Promise((resolve, reject) => {
    const asked = request(
      { port, host: '127.0.0.1', method: 'POST', path: '/api/v1/customers/import', headers },
      (answer) => {
        let text = '';
        answer.on('data', (part) => (text += part)).once('error', reject);
        answer.once('end', () => (answer.statusCode === 200 ? resolve(JSON.parse(text)) : reject(new Error(text))));
      },
    );
    pipeline(Readable.from(lines()), asked.once('error', reject)).catch(reject);
  });
}

function* lines() {
  for (let n = 0; n < PEOPLE; n += CHUNK)
    yield Array.from({ length: Math.min(CHUNK, PEOPLE - n) }, (_, k) => `${JSON.stringify(person(n + k))}\n`).join('');
}

function person(n) {
  return {
    ...{
      externalId: `p-${n}`,
      firstName: 'Léa',
      lastName: 'Martin',
      locale: 'fr',
      segment: 'regular',
      site: `site-${n % 50}`,
    },
    ...{ phone: `+336${10_000_000 + n}`, email: `p${n}@example.test`, since: '2024-05-21' },
  };
}

/** The file lies in the database's own folder, which goes with it. */
async function copied(platform) {
  const { pool } = platform;
  const [{ file }] = (await pool.query(`select current_setting('data_directory') || '/customers.copy' as file`)).rows;
  await pool.query(`copy customer to '${file}' (format binary)`);
  await pool.query('create table bare_customer (like customer including all)');
  await pool.query('checkpoint');
  return measured(platform, () => pool.query(`copy bare_customer from '${file}' (format binary)`));
}
