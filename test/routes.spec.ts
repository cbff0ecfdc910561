import { Routes, USER_ROLES, type Access, type Route, type UserRole } from '#platform/http';
import { KeysService } from '../src/users/keys.service.ts';
import { startPlatform, type Platform } from './journeys/support/platform.ts';
import type { Visitor } from './journeys/support/visitor.ts';

/** Somebody at the door: what they send with every request. */
type Headers = Record<string, string>;

const UNKNOWN_ID = '0199f3a2-7c1e-7000-8000-00000000ffff';
const CHANGES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

let platform: Platform;
let routes: Route[];
let webhooks: Route[];
const sessions = new Map<UserRole, Headers>();

beforeAll(async () => {
  platform = await startPlatform();
  // Signing out comes last: it ends the session that the others need.
  const all = [...platform.get(Routes).all()].sort((a, b) => Number(isSignOut(a)) - Number(isSignOut(b)));
  routes = all.filter((route) => !isWebhook(route));
  webhooks = all.filter(isWebhook);
  for (const role of USER_ROLES) sessions.set(role, await headersOf(await platform.signIn(role)));
}, 120_000);

afterAll(() => platform.close());

describe('every route', () => {
  it('is here: pages, the API and what anyone may open', () => {
    const kinds = routes.map(({ access }) => Object.keys(access)[0]);
    expect(new Set(kinds)).toEqual(new Set(['anyone', 'roles', 'scope']));
    expect(routes.length).toBeGreaterThan(40);
  });

  it('is closed to who has neither session nor key, unless it is for anyone', async () => {
    expect(await wrong(routes, {}, (access) => 'anyone' in access)).toEqual([]);
  }, 120_000);

  it.each(USER_ROLES)(
    'lets in a person with the role %s where that role is named, and nowhere else',
    async (role) => {
      const found = await wrong(routes, sessions.get(role) ?? {}, (access) => isOpenTo(access, role));
      expect(found).toEqual([]);
    },
    120_000,
  );

  it('refuses a change that does not carry the token of its session', async () => {
    const { cookie = '' } = await headersOf(await platform.signIn('admin'));
    const changes = routes.filter(
      ({ method, access }) => CHANGES.has(method) && isOpenTo(access, 'admin') && 'roles' in access,
    );
    const kinds = await Promise.all(
      changes.map(async (route) => `${route.path} ${await refusalOf(route, { cookie })}`),
    );
    expect(kinds).toEqual(changes.map(({ path }) => `${path} stale-form`));
  }, 120_000);

  it('lets in a key with its scope, and with no other', async () => {
    const api = routes.filter(({ access }) => 'scope' in access);
    for (const scope of new Set(api.flatMap(({ access }) => ('scope' in access ? [access.scope] : [])))) {
      const key = await platform.get(KeysService).create({ name: scope, scopes: [scope] });
      const isMine = (access: Access) => 'scope' in access && (access.scope === scope || scope === 'admin');
      expect(await wrong(api, { authorization: `Bearer ${key}` }, isMine)).toEqual([]);
    }
  }, 300_000);

  it('lets in a key with every scope to the API, and to no page', async () => {
    const key = await platform.get(KeysService).create({ name: 'every scope', scopes: ['admin'] });
    expect(await wrong(routes, { authorization: `Bearer ${key}` }, (access) => !('roles' in access))).toEqual([]);
  }, 120_000);

  it.each([
    [
      'revoked',
      async () => {
        const keys = platform.get(KeysService);
        const key = await keys.create({ name: 'lost', scopes: ['admin'] });
        const [kept] = (await keys.list()).filter(({ name }) => name === 'lost');
        await keys.revoke(kept?.id ?? '');
        return `Bearer ${key}`;
      },
    ],
    ['unknown', async () => 'Bearer not-a-key-that-anybody-made'],
    ['sent in another way', async () => 'Basic YTpi'],
  ])(
    'is closed to a key that is %s',
    async (_, authorization) => {
      const api = routes.filter(({ access }) => 'scope' in access);
      expect(await wrong(api, { authorization: await authorization() }, () => false)).toEqual([]);
    },
    120_000,
  );
});

describe('a webhook of a provider that signs', () => {
  it('refuses a call that is not signed', async () => {
    const signed = webhooks.filter(({ path }) => path.startsWith('/webhooks/twilio/'));
    expect(signed.length).toBeGreaterThan(0);
    for (const route of signed) expect(await refusalOf(route, {})).toBe('not-allowed');
  });

  it('or says no password', async () => {
    for (const path of ['/webhooks/mail/ses', '/webhooks/mail/postmark']) {
      const { status, headers } = await platform.api('POST', path, { RecordType: 'Bounce' }, { key: null });
      expect([path, status, headers.get('www-authenticate')]).toEqual([path, 401, expect.stringMatching(/^Basic /)]);
    }
  });
});

/** Routes that let in who should stay out, or refuse who may enter. */
async function wrong(
  walked: readonly Route[],
  headers: Headers,
  mayEnter: (access: Access) => boolean,
): Promise<string[]> {
  const found: string[] = [];
  for (const route of walked) {
    const refusal = await refusalOf(route, headers);
    const isClosed = refusal === 'not-signed-in' || refusal === 'unknown-key' || refusal === 'not-allowed';
    if (isClosed === mayEnter(route.access)) found.push(`${route.method} ${route.path}: ${refusal ?? 'entered'}`);
  }
  return found;
}

/** The kind of problem a call met at the door, or null when it got past it: to an answer, or to a fault of its input. */
async function refusalOf({ method, path }: Route, headers: Headers): Promise<string | null> {
  const address = `${platform.url}${path.replaceAll(/:\w+/g, UNKNOWN_ID).replaceAll('*', 'x')}`;
  const response = await fetch(address, {
    method,
    redirect: 'manual',
    headers: { accept: 'application/json', ...headers },
  });
  if (response.status >= 500)
    throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  if (response.status !== 401 && response.status !== 403) {
    await response.body?.cancel();
    return null;
  }
  const isProblem = response.headers.get('content-type')?.includes('json') ?? false;
  const { type } = isProblem ? ((await response.json()) as { type?: string }) : {};
  if (!isProblem) await response.body?.cancel();
  return type?.split(':').at(-1) ?? 'refused in the words of another service';
}

function isOpenTo(access: Access, role: UserRole): boolean {
  if ('scope' in access) return false;
  return 'anyone' in access || access.roles === 'signed-in' || access.roles.includes(role);
}

/** A provider calls: what it sends shows who it is, by a signature or by a token of ours. */
function isWebhook({ path }: Route): boolean {
  return path.startsWith('/webhooks/');
}

function isSignOut({ path }: Route): boolean {
  return path === '/sign-out';
}

/** The cookie and the token of a person who has signed in. */
async function headersOf(visitor: Visitor): Promise<Headers> {
  await visitor.get('/preferences');
  return visitor.headers();
}
