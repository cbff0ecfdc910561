import type { TSchema } from 'typebox';
import { Database } from '#platform/database';
import { Routes, type Route } from '#platform/http';
import { startPlatform, type Platform } from './journeys/support/platform.ts';
import { faultsOf, type Fault } from './support/bad-fields.ts';

/** Bodies whose items are judged one by one, each with a problem of its own. */
const ONE_BY_ONE = new Set(['POST /api/v1/interactions/batch']);

let platform: Platform;
let routes: readonly Route[];

beforeAll(async () => {
  platform = await startPlatform();
  routes = platform
    .get(Routes)
    .all()
    .filter(({ path }) => path.startsWith('/api/') || path.startsWith('/sandbox/api/'));
  await touchpointOfSamples();
  // What it does by itself at the start is no writing of ours.
  await platform.settle();
}, 120_000);

afterAll(() => platform.close());

/** A customer is read only once the touchpoint of their interaction is known: the one that samples name is. */
async function touchpointOfSamples(): Promise<void> {
  const questions = [{ key: 'csat', kind: 'csat', text: { fr: 'Êtes-vous satisfait ?' }, required: true }];
  const touchpoint = { name: { fr: 'Visite' }, questionnaire: 'a', channels: ['sms'], active: true };
  for (const [path, body] of [
    ['/api/v1/questionnaires/a', { name: 'A', temperature: 'hot', questions }],
    ['/api/v1/touchpoints/a', touchpoint],
  ] as const) {
    const { status } = await platform.api('PUT', path, body);
    if (status >= 300) throw new Error(`${path} was answered with ${status}.`);
  }
}

interface Problem {
  readonly status: number;
  readonly errors?: readonly { path: string; code: string; message: string }[];
}

/** What is wrong with the answer to this fault: nothing, when it is a refusal that names the field. */
async function complaint(route: Route, fault: Fault, where: 'body' | 'query'): Promise<string | null> {
  const path = route.path.replaceAll(/:\w+/g, 'x').replaceAll('*', 'x');
  const query = where === 'query' ? `?${new URLSearchParams(fault.value as Record<string, string>).toString()}` : '';
  const body = where === 'body' ? fault.value : undefined;
  const { status, headers, body: problem } = await platform.api<Problem>(route.method, path + query, body);
  const named = (problem.errors ?? []).some(({ path: at }) => at === fault.path || at.startsWith(`${fault.path}.`));
  const isProblem = headers.get('content-type')?.includes('application/problem+json') === true;
  const good = (status === 422 || status === 400) && isProblem && named;
  return good
    ? null
    : `${route.method} ${route.path} ${where} ${fault.path} ${fault.kind}: ${status} ${JSON.stringify(problem.errors ?? problem).slice(0, 200)}`;
}

async function complaints(where: 'body' | 'query'): Promise<{ walked: number; found: string[] }> {
  const found: string[] = [];
  let walked = 0;
  for (const route of routes) {
    const schema = route[where]?.json as TSchema | undefined;
    if (!schema || ONE_BY_ONE.has(`${route.method} ${route.path}`)) continue;
    for (const fault of faultsOf(schema, { asText: where === 'query' })) {
      walked += 1;
      const wrong = await complaint(route, fault, where);
      if (wrong) found.push(wrong);
    }
  }
  return { walked, found };
}

/** How many rows every table of ours holds. */
async function rows(): Promise<Record<string, number>> {
  const counts = await platform.get(Database).query<{ name: string; n: number }>(
    `select table_name as name, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I', table_name), false, true, '')))[1]::text::int as n
     from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  return Object.fromEntries(counts.map(({ name, n }) => [name, n]));
}

describe('every field of every endpoint', () => {
  it('of a body is refused by its path when it is of another type, missing, too long or impossible, and nothing is written', async () => {
    const before = await rows();
    const { walked, found } = await complaints('body');
    expect(found).toEqual([]);
    expect(walked).toBeGreaterThan(400);
    expect(await rows()).toEqual(before);
  }, 300_000);

  it('of a query is refused by its path in the same way', async () => {
    const { walked, found } = await complaints('query');
    expect(found).toEqual([]);
    expect(walked).toBeGreaterThan(40);
  }, 300_000);
});
