import type { TSchema } from 'typebox';
import { v7 } from 'uuid';
import { Routes, type Route } from '#platform/http';
import { KeysService } from '../src/users/keys.service.ts';
import { startPlatform, type Platform } from './journeys/support/platform.ts';

const NUL = '\u0000';
const IDS = ['%00', 'a%00b', 'not-an-id', '99999999999999999999', 'a'.repeat(290)];
const QUERIES = [
  'limit=99999999999999999999&cursor=%00',
  'limit=-1',
  'cursor=bm90IGpzb24',
  `cursor=${Buffer.from('[null,{},"\\u0000"]').toString('base64url')}`,
  `cursor=${cursorOf(['9'.repeat(40), NUL])}`,
  ...[
    ['x', 'y'],
    ['2026-01-01', 'y'],
    ['x', 'y', 'z'],
  ].map((key) => `cursor=${cursorOf(key)}`),
  'q=%00&name=%00&subject=%00&state=%00&status=%00&customer=%00&externalId=%00',
  'from=0000-00-00&to=99999-01-01',
  'a[b]=c&limit[]=1&limit[]=2&__proto__[x]=1',
];
const BODIES = [
  'null',
  '[]',
  '5',
  '"text"',
  'true',
  '{}',
  `{"${'x'.repeat(300)}":1}`,
  '['.repeat(5_000) + ']'.repeat(5_000),
];

let platform: Platform;
let routes: readonly Route[];
let session: Record<string, string>;

beforeAll(async () => {
  platform = await startPlatform();
  const admin = await platform.signIn('admin');
  await admin.get('/preferences');
  session = { ...admin.headers(), accept: 'application/json' };
  routes = platform
    .get(Routes)
    .all()
    .filter(({ path }) => path !== '/sign-out');
}, 120_000);

afterAll(() => platform.close());

describe('no route answers 500', () => {
  it('to an id that is none', async () => {
    expect(
      await failures(
        routes.filter(({ path }) => path.includes(':')),
        (route) => IDS.map((id) => ({ path: fill(route.path, id), body: route.body && '{}' })),
      ),
    ).toEqual([]);
  }, 300_000);

  it('to a query that makes no sense', async () => {
    const reads = routes.filter(({ method }) => method === 'GET');
    expect(
      await failures(reads, (route) => QUERIES.map((query) => ({ path: `${fill(route.path, 'x')}?${query}` }))),
    ).toEqual([]);
  }, 300_000);

  it('to a body of another shape', async () => {
    const writes = routes.filter(({ method }) => method !== 'GET');
    expect(await failures(writes, (route) => BODIES.map((body) => ({ path: fill(route.path, 'x'), body })))).toEqual(
      [],
    );
  }, 300_000);

  it('to characters that cannot be kept, numbers out of range and texts as long as allowed', async () => {
    const writes = routes.filter(({ body }) => body);
    const evil = (route: Route) =>
      ['nul', 'surrogate', 'long', 'huge'].map((kind) => ({
        path: fill(route.path, 'x'),
        body: JSON.stringify(sample(route.body?.json as TSchema, kind as Kind)),
      }));
    expect(await failures(writes, evil)).toEqual([]);
  }, 300_000);
});

describe('what cannot be read', () => {
  const unknown = '/api/v1/nothing-of-the-kind';

  it.each([
    ['broken JSON', 400, { body: '{"a":' }],
    ['a JSON object that would change the prototype', 400, { body: '{"__proto__":{"a":1}}' }],
    ['a content type that nobody asked for', 415, { body: 'a,b', headers: { 'content-type': 'application/xml' } }],
    ['a body far too large', 413, { body: JSON.stringify('x'.repeat(30_000_000)) }],
  ] satisfies [string, number, { body: string; headers?: Record<string, string> }][])(
    '%s is refused with %d, whatever is asked for',
    async (_, status, { body, headers }: { body: string; headers?: Record<string, string> }) => {
      const {
        status: answered,
        headers: sent,
        body: problem,
      } = await platform.api('POST', '/api/v1/interactions', body, headers && { headers });
      expect(answered).toBe(status);
      expect(sent.get('content-type')).toContain('application/problem+json');
      expect(problem).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
    },
  );

  it('an address that nothing answers is 404: a problem for programs, a page for people', async () => {
    expect((await platform.api('GET', unknown)).body).toMatchObject({
      status: 404,
      type: 'urn:chaudfroid:problem:not-found',
    });
    const page = await platform.visitor().get('/nothing-of-the-kind');
    expect([page.status, page.text.includes('<h1>')]).toEqual([404, true]);
  });

  it('an address that is no text is 400', async () => {
    expect((await platform.api('GET', '/api/v1/customers/%ff%fe')).status).toBe(400);
  });

  it('a call without a key is 401, and with a key that lacks the scope 403', async () => {
    const read = routes.find(
      ({ method, access, path }) => method === 'GET' && 'scope' in access && !path.includes(':'),
    );
    const key = await platform.get(KeysService).create({ name: 'other', scopes: ['elsewhere:read'] });
    const status = async (given: string | null) =>
      (await platform.api('GET', read?.path ?? '', undefined, { key: given })).status;
    expect([await status(null), await status('no-such-key'), await status(key)]).toEqual([401, 401, 403]);
  });

  it.each([
    'api/v1/invitations',
    'api/v1/responses',
    'api/v1/callbacks',
    'api/v1/reviews',
    'invitations/decisions',
    'customers',
  ])('a cursor that another list gave is 400 to /%s', async (list) => {
    const foreign = [
      ['x', 'y'],
      ['2026-01-01', 'y'],
      ['x 1', v7()],
      ['9', v7()],
    ];
    const answers = foreign.map((key) =>
      platform.api(
        'GET',
        `/${list}?cursor=${cursorOf(key)}`,
        undefined,
        list.startsWith('api') ? {} : { key: null, headers: session },
      ),
    );
    for (const { status, body } of await Promise.all(answers))
      expect([status, body]).toMatchObject([400, { type: 'urn:chaudfroid:problem:bad-cursor' }]);
  });

  it('says nothing of the inside', async () => {
    const { body } = await platform.api('POST', '/api/v1/interactions', '{"a":');
    expect(JSON.stringify(body)).not.toMatch(/node_modules|at \w+ \(|\.ts|\.js/);
  });
});

function cursorOf(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

interface Call {
  readonly path: string;
  readonly body?: string | undefined;
}

/** Each call that was answered with 5xx, or not at all. */
async function failures(walked: readonly Route[], calls: (route: Route) => Call[]): Promise<string[]> {
  const found: string[] = [];
  for (const route of walked) {
    for (const { path, body } of calls(route)) {
      const { status } = await platform.api(
        route.method,
        path,
        body,
        'scope' in route.access ? {} : { key: null, headers: session },
      );
      if (status >= 500) found.push(`${route.method} ${path.slice(0, 200)} ${(body ?? '').slice(0, 300)}: ${status}`);
    }
  }
  return found;
}

function fill(path: string, id: string): string {
  return path.replaceAll(/:\w+/g, id).replaceAll('*', id);
}

type Kind = 'nul' | 'surrogate' | 'long' | 'huge';

/** A body of the right shape, with the worst that its schema lets through: free texts and numbers at their bounds. */
function sample(schema: TSchema, kind: Kind): unknown {
  const {
    type,
    properties,
    items,
    anyOf,
    const: constant,
    enum: values,
    patternProperties,
    additionalProperties,
  } = schema as Record<string, never> & {
    properties?: Record<string, TSchema>;
  };
  if (constant !== undefined) return constant;
  if (values) return values[0];
  if (anyOf) return sample(anyOf[0], kind);
  if (type === 'object') {
    const own = Object.entries(properties ?? {}).map(([name, of]) => [name, sample(of, kind)]);
    const free = (patternProperties ?? additionalProperties) ? [[text(kind, 20), text(kind, 20)]] : [];
    return Object.fromEntries([...own, ...free]);
  }
  if (type === 'array') return items ? [sample(items, kind)] : [];
  if (type === 'boolean') return true;
  if (type === 'number' || type === 'integer') return number(schema as { minimum?: number; maximum?: number }, kind);
  return written(schema as { format?: string; pattern?: string; maxLength?: number }, kind);
}

function number({ minimum = 0, maximum }: { minimum?: number; maximum?: number }, kind: Kind): number {
  return kind === 'huge' ? (maximum ?? Number.MAX_SAFE_INTEGER) : minimum;
}

function written(
  { format, pattern, maxLength = 100 }: { format?: string; pattern?: string; maxLength?: number },
  kind: Kind,
): string {
  if (format === 'date-time') return kind === 'huge' ? '9999-12-31T23:59:59Z' : '0001-01-01T00:00:00Z';
  if (format === 'date') return '9999-12-31';
  if (format === 'uuid') return '00000000-0000-0000-0000-000000000000';
  if (format === 'email') return 'a@example.org';
  if (format === 'uri') return 'https://example.org/';
  if (pattern?.includes('P(?!$)')) return kind === 'huge' ? 'P99999999999999W' : 'PT0S';
  if (pattern?.startsWith('^[a-z0-9]')) return 'a'.repeat(kind === 'long' ? Math.min(maxLength, 64) : 1);
  return text(kind, maxLength);
}

function text(kind: Kind, length: number): string {
  if (kind === 'nul') return `a${NUL}`;
  if (kind === 'surrogate') return '\ud800';
  return kind === 'long' ? 'é'.repeat(Math.min(length, 5_000)) : '1e400';
}
