import { readFile } from 'node:fs/promises';
import { Database } from '#platform/database';
import { Routes } from '#platform/http';
import { startPlatform, type Platform } from './support/platform.ts';

interface Person {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly segment: string;
}

/** Of three teams, one too small to be spoken of; who answers what: the last of each team says nothing. */
const TEAMS = { vente: 14, siege: 9, atelier: 3 };
const SILENT_OF_EACH = 1;
const staff: Person[] = Object.entries(TEAMS).flatMap(([segment, size]) =>
  Array.from({ length: size }, (_, n) => ({
    ...{ id: `emp-${segment}-${n}`, firstName: `Zoé${segment}`, lastName: `Quidam${segment}${n}`, segment },
    email: `zoe.${segment}.${n}@staff.example.com`,
  })),
);
const answering = staff.filter(
  ({ id, segment }) => !id.endsWith(`-${TEAMS[segment as keyof typeof TEAMS] - SILENT_OF_EACH}`),
);
/** What each wrote, and nobody else: found again, it would be theirs. */
const remarkOf = ({ id }: Person) =>
  `remarque${[...id].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 99_991, 7)}`;
const remarks = answering.map(remarkOf);
const NAMED = staff.flatMap(({ id, lastName, email }) => [id, lastName, email]);

const WAVE = '/api/v1/barometers/staff/waves/1';
/** Of pages that differ by an id or a key alone, so many are opened. */
const OF_EACH_KIND = 4;
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

let platform: Platform;
let tokens: Map<string, string>;
let db: Database;

const ok = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
  const answer = await platform.api<Record<string, unknown>>(method, path, body, headers && { headers });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};

beforeAll(async () => {
  platform = await startPlatform();
  db = platform.get(Database);
  const path = new URL('../../templates/questionnaires/80-employee-mirror.json', import.meta.url);
  const mirror = JSON.parse(await readFile(path, 'utf8')) as { questions: unknown; temperature: string };
  await ok('PUT', '/api/v1/questionnaires/mirror', {
    ...{ name: 'Miroir', temperature: mirror.temperature, questions: mirror.questions },
  });
  const people = [
    ...staff.map(({ id, ...one }) => ({ ...one, externalId: id, employee: true })),
    ...Array.from({ length: 30 }, (_, n) => ({ externalId: `client-${n}`, email: `client${n}@example.com` })),
    { externalId: 'client-of-the-house', email: staff[0]?.email },
  ];
  await ok('POST', '/api/v1/customers/import', people.map((one) => JSON.stringify(one)).join('\n'), {
    'content-type': 'application/x-ndjson',
  });
  const ordinary = { questionnaire: 'mirror', channels: ['email'], wavesPerCycle: 1, spreadDays: 5 };
  const start = platform.now().toISOString().slice(0, 10);
  await ok('PUT', '/api/v1/barometers/staff', {
    ...{ ...ordinary, start, name: 'Équipes', kind: 'employees', strata: ['segment'], reminders: [{ after: 'P4D' }] },
    spreadDays: 1,
    target: { perWave: staff.length },
  });
  await ok('PUT', '/api/v1/barometers/base', { ...ordinary, start, name: 'Clients', target: { perWave: 30 } });
  await ok('POST', `${WAVE}/open`, {});
  await platform.advance('P3D');
  tokens = await tokensSent();
}, 120_000);

afterAll(() => platform.close());

async function tokensSent(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const { items } = (await ok('GET', '/sandbox/api/messages?limit=500')) as unknown as {
    items: { to: string; links: string[] }[];
  };
  for (const { to, links } of items) {
    const token = links.map((link) => /\/s\/([^/?]+)/.exec(link)?.[1]).find(Boolean);
    if (token) found.set(to, token);
  }
  return found;
}

/** Every address an admin's or an analyst's links lead to, and every path of the API filled with all that is known. */
async function everythingSeen(): Promise<{ path: string; text: string }[]> {
  const pages = [...(await pagesOf('admin')), ...(await pagesOf('analyst'))];
  return [...pages, ...(await answersOfTheApi())];
}

async function pagesOf(role: 'admin' | 'analyst'): Promise<{ path: string; text: string }[]> {
  const visitor = await platform.signIn(role);
  const ahead = [
    '/cockpit',
    '/barometers/staff/results',
    '/barometers/staff/waves/1/members',
    '/barometers/staff/hot-cold',
  ];
  ahead.push('/barometers/staff/leavers', '/barometers/staff/results.csv', '/barometers/staff/waves/1/export');
  ahead.push('/invitations?status=answered', '/verbatims', '/customers');
  const seen = new Set<string>();
  const kinds = new Map<string, number>();
  const pages: { path: string; text: string }[] = [];
  for (let path = ahead.shift(); path !== undefined; path = ahead.shift()) {
    const { pathname } = new URL(path, 'http://here');
    const kind = pathname.replaceAll(ID, ':id');
    const opened = kinds.get(kind) ?? 0;
    if (seen.has(path) || opened >= OF_EACH_KIND || /sign-out|^\/(?:assets|sandbox)/.test(pathname)) continue;
    seen.add(path);
    kinds.set(kind, opened + 1);
    const { status, text } = await visitor.get(path);
    if (status >= 500) throw new Error(`${path}: ${status}`);
    pages.push({ path: `${role} ${path}`, text });
    ahead.push(...[...text.matchAll(/href="(\/[^"#]*)"/g)].map(([, href]) => (href ?? '').replaceAll('&amp;', '&')));
  }
  return pages;
}

async function answersOfTheApi(): Promise<{ path: string; text: string }[]> {
  const rows = await db.query<{ id: string }>(
    'select id::text from customer union all select id::text from invitation union all select id::text from barometer_wave',
  );
  const ids = rows.map(({ id }) => id);
  const known: Record<string, readonly string[]> = {
    ...{ key: ['staff', 'base', 'mirror', 'nps', 'csat'], n: ['1'], wave: ['1'], id: ids, metric: ['nps', 'rating'] },
    externalId: staff.map(({ id }) => id),
  };
  const paths = platform
    .get(Routes)
    .all()
    .filter(({ method, access }) => method === 'GET' && 'scope' in access)
    .flatMap(({ path }) => filled(path, known));
  const asked = [...paths, '/api/v1/invitations?status=answered', '/api/v1/metrics/nps?temperature=all'];
  const answers: { path: string; text: string }[] = [];
  for (const path of asked) {
    const { status, body } = await platform.api('GET', path);
    if (status >= 500) throw new Error(`${path}: ${status}`);
    if (status === 200) answers.push({ path, text: typeof body === 'string' ? body : JSON.stringify(body) });
  }
  return answers;
}

function filled(path: string, known: Record<string, readonly string[]>): string[] {
  const [, name] = /:(\w+)/.exec(path) ?? [];
  if (!name) return [path];
  return (known[name] ?? known['id'] ?? []).flatMap((value) => filled(path.replace(`:${name}`, value), known));
}

/** Rows of tables and lists, or objects of JSON: what stands beside a name. */
function besideNames(text: string): string[] {
  const parts = text.includes('<') ? text.split(/<(?:tr|li)\b/) : text.split(/(?<=\}),(?=\{)/);
  return parts.filter((part) => NAMED.some((name) => part.includes(name)));
}

const ANSWERED = /"answered"|"opened"|A répondu|Répondu(?!s)|Ouvert(?!e)|message-check/;

const names = (text: string) => NAMED.filter((name) => text.includes(name));
const remarksIn = (text: string) => remarks.filter((remark) => text.includes(remark));

it('asks employees alone, and customers without those who work here or share their mailbox', async () => {
  expect([...tokens.keys()].sort()).toEqual(staff.map(({ email }) => email).sort());
  expect(await ok('POST', '/api/v1/barometers/staff/plan')).toMatchObject({ base: staff.length });
  expect(await ok('POST', '/api/v1/barometers/base/plan')).toMatchObject({
    ...{ base: staff.length + 31, eligible: 30, excluded: { employee: staff.length + 1 } },
  });
});

it('takes an answer once and whole, says what it promises, and leads nowhere from it', async () => {
  const [first] = answering;
  const link = `/s/${tokens.get(first?.email ?? '')}`;
  const visitor = platform.visitor();
  const page = await visitor.get(link);
  expect(page.text).toContain('Réponse anonyme');
  expect(page.text).not.toContain('_go" value="next"');
  expect(page.text).not.toContain('id="saved"');
  const thanks = await visitor.post(link, answersOf(first as Person, 0));
  expect(thanks.status).toBe(200);
  expect(thanks.text).toContain('rien qui mène à vous');
  expect(thanks.text).not.toMatch(/\/mine|\/slot/);
  const again = await visitor.get(link);
  expect([again.status, again.text.includes('déjà arrivée')]).toEqual([410, true]);
  for (const [n, one] of answering.slice(1).entries()) {
    const { status } = await platform.visitor().post(`/s/${tokens.get(one.email)}`, answersOf(one, n + 1));
    expect(status).toBe(200);
  }
  const twice = await platform.api('POST', `/api/v1/public/surveys/${tokens.get(first?.email ?? '')}/answers`, {
    answers: { nps: 10, guess: 5 },
  });
  expect(twice.status).toBe(410);
});

function answersOf(one: Person, n: number): Record<string, string> {
  return {
    ...{ _lang: 'fr', _go: 'send', _asked: 'nps guess means comment', nps: String(n % 11), guess: String(1 + (n % 5)) },
    ...{ 'means.time': '2', comment: `${remarkOf(one)} : manque de temps` },
  };
}

it('reminds only those who have not answered', async () => {
  await platform.advance('P5D');
  const [row] = await db.query<{ reminded: number }>(
    `select count(distinct customer_id)::int as reminded from message where kind = 'reminder'`,
  );
  expect(row?.reminded).toBe(staff.length - answering.length);
});

it('keeps what was answered in one table, beside nothing that names anybody', async () => {
  const tables = await db.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const holding: string[] = [];
  for (const { name } of tables) {
    const [row] = await db.query<{ n: number }>(
      `select count(*)::int as n from "${name}" t where t::text like '%remarque%'`,
    );
    if (row?.n) holding.push(name);
  }
  expect(holding).toEqual(['anonymous_answer']);
  for (const table of ['response', 'submission', 'callback_case', 'review'])
    expect(await db.query(`select from ${table}`)).toEqual([]);
  expect(await db.query(`select from invitation where status in ('answered', 'opened')`)).toEqual([]);
  expect(
    await db.query(`select from fact where name like 'response%' or data::text ~ 'answered|opened|spent'`),
  ).toEqual([]);
});

it('shows nothing of what was answered while more may come', async () => {
  expect(await ok('GET', WAVE)).toMatchObject({
    ...{ state: 'open', answered: 20, strata: [{ answered: null }, { answered: null }, { answered: null }] },
  });
  for (const { path, text } of await everythingSeen()) {
    expect([path, remarksIn(text)]).toEqual([path, []]);
    expect([path, besideNames(text).filter((part) => ANSWERED.test(part))]).toEqual([path, []]);
  }
  expect(await ok('GET', `${WAVE}/results`)).toMatchObject({ n: null, figures: [] });
}, 120_000);

it('shows, once the wave is over, what many said, and of a few or beside a name nothing', async () => {
  await ok('POST', `${WAVE}/close`, {});
  await platform.settle();
  const silent = staff.find((one) => !answering.includes(one));
  const late = await platform.visitor().get(`/s/${tokens.get(silent?.email ?? '')}`);
  expect(late.status).toBe(410);
  const seen = await everythingSeen();
  for (const { path, text } of seen) {
    if (remarksIn(text).length > 0) expect([path, names(text)]).toEqual([path, []]);
    expect([path, besideNames(text).filter((part) => ANSWERED.test(part))]).toEqual([path, []]);
  }
  expect(seen.filter(({ text }) => remarksIn(text).length > 0).map(({ path }) => path.replace(/\?.*/, ''))).toEqual(
    expect.arrayContaining(['admin /barometers/staff/results', 'analyst /barometers/staff/results']),
  );
}, 120_000);

it('gives no figure of a small team, nor one that others leave to be worked out', async () => {
  const results = (await ok('GET', `${WAVE}/results`)) as unknown as {
    n: number;
    figures: { n: number; score: number }[];
    groups: { key: string; n: number | null; score: number | null; responseRate: number | null }[];
    nonResponse: { p: number | null };
  };
  expect(results.n).toBe(answering.length);
  expect(results.figures[0]?.n).toBe(answering.length);
  const shown = results.groups.filter(({ n, score }) => n !== null || score !== null);
  expect(shown.map(({ key }) => key)).toEqual(['vente']);
  expect(results.groups.find(({ key }) => key === 'atelier')).toMatchObject({
    n: null,
    score: null,
    responseRate: null,
  });
  expect(results.n - shown.reduce((sum, { n }) => sum + (n ?? 0), 0)).toBeGreaterThanOrEqual(5);
  expect(results.nonResponse.p).toBeNull();
  const visitor = await platform.signIn('admin');
  const { text: csv } = await visitor.get('/barometers/staff/results.csv?wave=1');
  expect(csv.split('\r\n').filter((line) => /atelier|siege/.test(line))).toEqual([
    expect.stringMatching(/^segment,[^,]+,\d+,{8,}nps$/),
    expect.stringMatching(/^segment,[^,]+,\d+,{8,}nps$/),
  ]);
  expect(await ok('GET', WAVE)).toMatchObject({ answered: answering.length });
  const { waves } = (await ok('POST', '/api/v1/barometers/staff/plan')) as unknown as {
    waves: { strata: { expectedResponseRate: number }[] }[];
  };
  expect(new Set(waves.flatMap(({ strata }) => strata.map((one) => one.expectedResponseRate))).size).toBe(1);
});

/** What a page says of itself: neither the shell around it, nor what people wrote, nor the questions, which may be about customers. */
function saidBy(text: string, questions: readonly string[]): string {
  const [main = ''] = /<main[\s\S]*<\/main>/.exec(text) ?? [];
  const said = main.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  return questions.reduce((left, question) => left.replaceAll(question, ''), said);
}

it.each([
  ['fr', /clients?\b/i, 'tous les collaborateurs'],
  ['en', /customers?\b/i, 'all employees'],
])('speaks of employees and never of customers (%s)', async (language, wrong, right) => {
  const visitor = await platform.signIn('admin');
  const asked = await db.query<{ text: string }>(
    `select q #>> '{}' as text from questionnaire_version, unnest(array['fr', 'en']) l,
       jsonb_path_query(questions, ('$.**.' || l)::jsonpath) q`,
  );
  const questions = asked.map(({ text }) => text.replaceAll("'", '’'));
  await visitor.post('/preferences/language', { language });
  const wave = '/barometers/staff/waves/1';
  const pages = ['/barometers/staff', wave, `${wave}/members`, `${wave}/audit`];
  for (const path of [...pages, '/barometers/staff/results', '/barometers/staff/comments']) {
    const { status, text } = await visitor.get(path);
    expect([path, status, wrong.exec(saidBy(text, questions))?.[0]]).toEqual([path, 200, undefined]);
    if (path.endsWith('results')) expect(text).toContain(right);
  }
  for (const path of ['hot-cold', 'leavers'])
    expect([path, (await visitor.get(`/barometers/staff/${path}`)).status]).toEqual([path, 404]);
});
