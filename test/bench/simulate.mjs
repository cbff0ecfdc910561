// A million recorded interactions replayed under two policies, against the bare statements that read the same rows.
import { peakMb, residentMb } from './memory.mjs';
import { line } from './measure.mjs';
import { withPlatform } from './platform.mjs';
import { askAlways } from './visits.mjs';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const PEOPLE = ROWS / 5;
const START = Date.parse('2025-01-01T00:00:00Z');
const YEAR_MS = 365 * 86_400_000;
const PAGE = 20_000;
const rules = (quarantine) => [
  { key: 'messages', scope: 'all', windowDays: 7, cap: 2, countReminders: true },
  { key: 'quarantine', scope: 'all', windowDays: quarantine, cap: 1 },
  { key: 'year', scope: 'all', windowDays: 365, cap: 4 },
];

await withPlatform(async (platform) => {
  await askAlways(platform);
  await platform.api('PUT', '/api/v1/pressure/policy', { rules: rules(30) });
  await fill(platform);
  const before = residentMb(platform.pid);
  for (const rows of [ROWS / 100, ROWS / 10, ROWS]) {
    const to = new Date(START + (YEAR_MS * rows) / ROWS).toISOString();
    const bare = await timed(() => readBare(platform, to));
    const ours = await timed(() =>
      platform.api('POST', '/api/v1/pressure/simulate', {
        policy: { rules: rules(45) },
        from: new Date(START).toISOString(),
        to,
      }),
    );
    const { current, draft } = ours.result;
    line(`${rows} interactions, both policies`, ours.ms, bare.ms, 'ms');
    console.log(
      `  read ${bare.result}, replayed ${current.interactions}; asked ${current.sent} today, ${draft.sent} with the draft; ` +
        `${residentMb(platform.pid)} MB held, ${peakMb(platform.pid)} MB at most (${before} MB before)`,
    );
  }
});

/** A year of visits, a third of which asked somebody, a quarter of whom answered. */
async function fill({ pool }) {
  const at = `timestamptz '2025-01-01 00:00Z' + n * interval '${YEAR_MS / ROWS} milliseconds'`;
  // In the order of time, as the platform makes them.
  const id = (kind) => `('${kind}' || lpad(to_hex(n), 31, '0'))::uuid`;
  const customer = `md5('customer' || (hashint4(n) & 2147483647) % ${PEOPLE})::uuid`;
  await pool.query(`
    insert into customer (id, external_id, own_key, phone_key, created_at, updated_at)
    select md5('customer' || n)::uuid, 'b-' || n, decode(md5('own' || n), 'hex'), decode(md5('phone' || n / 50 * 50 + least(n % 50, 48)), 'hex'), now(), now()
    from generate_series(0, ${PEOPLE - 1}) as n;
    insert into interaction (id, external_id, body_hash, touchpoint_key, customer_id, site_key, occurred_at, received_at)
    select ${id('1')}, 'bench-' || n, '\\x00', 'store-visit', ${customer}, 'site-' || n % 60, ${at}, ${at} from generate_series(1, ${ROWS}) as n;
    insert into decision (interaction_id, customer_id, outcome, reason, rule, invitation_id, channel, send_at, steps, decided_at)
    select ${id('1')}, ${customer}, case when n % 3 = 0 then 'scheduled' else 'suppressed' end,
      case n % 3 when 1 then 'pressure' when 2 then case when n % 2 = 0 then 'stale' else 'pressure' end end,
      case n % 3 when 1 then 'quarantine' when 2 then case when n % 2 = 0 then 'stale' else 'quarantine' end end,
      case when n % 3 = 0 then ${id('2')} end, case when n % 3 = 0 then 'sms' end, case when n % 3 = 0 then ${at} end, '[]', ${at}
    from generate_series(1, ${ROWS}) as n;
    insert into pressure_place (invitation_id, customer_id, touchpoint_key, temperature, channel, taken_at, answered_at)
    select ${id('2')}, ${customer}, 'store-visit', 'hot', 'sms', ${at}, case when n % 4 = 0 then ${at} + interval '1 day' end
    from generate_series(3, ${ROWS}, 3) as n;`);
  for (const table of ['customer', 'interaction', 'decision', 'pressure_place'])
    await pool.query(`vacuum analyze ${table}`);
}

/** The same rows, page by page, and nothing done with them. */
async function readBare({ pool }, to) {
  let [after, read] = [null, 0];
  for (;;) {
    const { rows } = await pool.query(
      `select i.id, d.decided_at as at, i.occurred_at, d.customer_id, i.touchpoint_key, i.site_key, d.channel, d.rule, d.invitation_id
       from decision d join interaction i on i.id = d.interaction_id
       where d.decided_at >= $1 and d.decided_at < $2 and ($3::uuid is null or (d.decided_at, d.interaction_id) > ($1, $3))
       order by d.decided_at, d.interaction_id limit $4`,
      [after?.at ?? new Date(START), to, after?.id ?? null, PAGE],
    );
    read += rows.length;
    const invitations = rows.flatMap((row) => row.invitation_id ?? []);
    await pool.query(
      'select invitation_id, released_at, answered_at, reminders from pressure_place where invitation_id = any($1::uuid[])',
      [invitations],
    );
    if (rows.length < PAGE) return read;
    after = rows.at(-1);
  }
}

async function timed(act) {
  const start = performance.now();
  const result = await act();
  return { ms: performance.now() - start, result };
}
