// Planning and drawing a wave, against the bare statement that reads the frame and counts its strata; then the draw's export, drawn
// again. `--people 10M` for more, which takes about 8 GB of disk. Beside each, what the program and PostgreSQL held at most.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { BarometerAudit } from '../../dist/barometer/barometer-audit.service.js';
import { MembersRepository } from '../../dist/barometer/members.repository.js';
import { WavesRepository } from '../../dist/barometer/waves.repository.js';
import { countOf, line } from './measure.mjs';
import { peakMb, watched } from './memory.mjs';
import { withPlatform } from './platform.mjs';

const { values } = parseArgs({ options: { people: { type: 'string', default: '1M' } } });
const PEOPLE = countOf(values.people);
const SITES = 50;
const LOOK_MS = 100;

await withPlatform(async (platform) => {
  await fill(platform);
  await prepare(platform);
  const bare = await measured(platform, () =>
    platform.pool.query(
      `select segment, site_key, count(*), min(sha256(id::text::bytea)) from customer
       where erased_at is null and email_key is not null group by 1, 2`,
    ),
  );
  const post = (path) => measured(platform, () => platform.api('POST', `/api/v1/barometers/base/${path}`, {}));
  tell('planned', await post('plan'), bare);
  tell('drawn from', await post('waves/1/open'), bare);
  await redrawn(platform);
});

/** Its indexes are made after it is full: kept meanwhile, each row would land anywhere in them. */
async function fill({ pool }) {
  const client = await pool.connect();
  try {
    await client.query(`set maintenance_work_mem = '1GB'`);
    const { rows: indexes } = await client.query(
      `select c.relname as name, pg_get_indexdef(c.oid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
       where i.indrelid = 'customer'::regclass and not exists (select from pg_constraint k where k.conindid = c.oid)`,
    );
    for (const { name } of indexes) await client.query(`drop index ${name}`);
    await client.query(
      `insert into customer (id, external_id, own_key, email, email_key, segment, site_key, since, created_at, updated_at)
       select uuidv7(), 'p-' || n, sha256(n::text::bytea), '\\x00', sha256(('e' || n)::bytea),
         (array['standard', 'standard', 'premium', 'pro'])[1 + n % 4], 'site-' || n % $2, date '2015-01-01' + n % 4000, now(), now()
       from generate_series(1, $1::int) n`,
      [PEOPLE, SITES],
    );
    for (const { definition } of indexes) await client.query(definition);
    await client.query('vacuum analyze customer');
  } finally {
    client.release(true);
  }
}

async function prepare({ api }) {
  await api('PUT', '/api/v1/questionnaires/barometer', {
    name: 'Baromètre',
    temperature: 'cold',
    questions: [{ key: 'nps', kind: 'nps', text: { fr: 'Nous recommanderiez-vous ?' } }],
  });
  await api('PUT', '/api/v1/barometers/base', {
    name: 'Baromètre',
    questionnaire: 'barometer',
    channels: ['email'],
    population: {},
    wavesPerCycle: 4,
    target: { perWave: 20_000 },
    strata: ['segment', 'site'],
    seed: 'bench',
    start: new Date().toISOString().slice(0, 10),
    spreadDays: 14,
  });
}

async function measured(platform, act) {
  const begun = performance.now();
  const { postgresMb } = await watched(platform, act);
  return { seconds: (performance.now() - begun) / 1000, postgresMb, programMb: peakMb(platform.pid) };
}

function tell(what, { seconds, postgresMb, programMb }, bare) {
  line(`people ${what} (${seconds.toFixed(1)} s of ${PEOPLE})`, PEOPLE / seconds, PEOPLE / bare.seconds, '/s');
  console.log(
    `  at most: program ${programMb} MB, PostgreSQL ${postgresMb} MB (${bare.postgresMb} MB for the bare statement)`,
  );
}

/** As whoever audits a draw does: the export in a file, and the command that draws it again. */
async function redrawn({ pool }) {
  const folder = mkdtempSync(join(tmpdir(), 'chaudfroid-bench-draw-'));
  try {
    const file = join(folder, 'wave.ndjson');
    await pipeline(await exportOf(pool), createWriteStream(file));
    const begun = performance.now();
    const { code, mb } = await run('scripts/barometer-redraw.mjs', file);
    if (code !== 0) throw new Error(`The draw was not drawn again: ${code}.`);
    const seconds = (performance.now() - begun) / 1000;
    line(`people drawn again from the export (${seconds.toFixed(1)} s)`, PEOPLE / seconds, 0, '/s');
    console.log(`  at most: the command ${mb} MB`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The lines of the program's own export; the screen that gives them asks for a signed-in person. */
async function exportOf(pool) {
  const query = async (text, values) => (await pool.query(text, values)).rows;
  const [wave] = await query(
    `select id, programme_key as programme, number, seed, base, excluded, frame_hash as "frameHash", frame_size as "frameSize",
       drawn_at as "drawnAt" from barometer_wave where number = 1`,
  );
  const known = { known: async () => ({ wavesPerCycle: 4 }) };
  const waves = { wave: async () => wave };
  return new BarometerAudit(known, waves, new WavesRepository({ query }), new MembersRepository({ query })).export(
    'base',
    1,
  );
}

async function run(script, ...args) {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  let mb = 0;
  const looking = setInterval(() => (mb = Math.max(mb, peakMb(child.pid))), LOOK_MS);
  const code = await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
  clearInterval(looking);
  return { code, mb };
}
