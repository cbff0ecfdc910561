// Planning and drawing a wave, against the bare statement that reads the frame and counts its strata. PEOPLE=10000000 for more.
import { line, startPlatform } from './platform.mjs';

const PEOPLE = Number(process.env.PEOPLE ?? 1_000_000);
const SITES = 50;

const platform = await startPlatform();
await platform.pool.query(
  `insert into customer (id, external_id, own_key, email, email_key, segment, site_key, since, created_at, updated_at)
   select gen_random_uuid(), 'p-' || n, sha256(n::text::bytea), '\\x00', sha256(('e' || n)::bytea),
     (array['standard', 'standard', 'premium', 'pro'])[1 + n % 4], 'site-' || n % $2, date '2015-01-01' + n % 4000, now(), now()
   from generate_series(1, $1::int) n`,
  [PEOPLE, SITES],
);
await platform.pool.query('vacuum analyze customer');
await platform.api('PUT', '/api/v1/questionnaires/barometer', {
  name: 'Baromètre',
  temperature: 'cold',
  questions: [{ key: 'nps', kind: 'nps', text: { fr: 'Nous recommanderiez-vous ?' } }],
});
await platform.api('PUT', '/api/v1/barometers/base', {
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

const bare = await rateOf(() =>
  platform.pool.query(
    `select segment, site_key, count(*), min(sha256(id::text::bytea)) from customer
     where erased_at is null and email_key is not null group by 1, 2`,
  ),
);
const planned = await rateOf(() => platform.api('POST', '/api/v1/barometers/base/plan', {}));
line(`people planned (${seconds(planned)} of ${PEOPLE})`, planned, bare, '/s');
const drawn = await rateOf(() => platform.api('POST', '/api/v1/barometers/base/waves/1/open', {}));
line(`people drawn from (${seconds(drawn)} of ${PEOPLE})`, drawn, bare, '/s');
await platform.stop();

async function rateOf(act) {
  const begun = performance.now();
  await act();
  return (PEOPLE * 1000) / (performance.now() - begun);
}

function seconds(rate) {
  return `${(PEOPLE / rate).toFixed(1)} s`;
}
