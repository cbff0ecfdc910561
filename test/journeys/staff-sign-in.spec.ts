import { Database } from '#platform/database';
import { UsersService } from '#users';
import { startPlatform, type Platform } from './support/platform.ts';
import { Visitor } from './support/visitor.ts';

const EMAIL = 'lea.martin@example.org';
const PASSWORD = 'trois petits chats gris';

let platform: Platform;
let lea: string;

beforeAll(async () => {
  platform = await startPlatform({ env: { ADMIN_EMAIL: 'first@example.org', ADMIN_PASSWORD: 'the very first one' } });
  const { user } = await platform
    .get(UsersService)
    .add({ email: EMAIL, name: 'Léa Martin', role: 'supervisor', password: PASSWORD });
  lea = user.id;
}, 120_000);

afterAll(() => platform.close());

const signedIn = async () => {
  const visitor = platform.visitor();
  await visitor.signIn(EMAIL, PASSWORD);
  return visitor;
};

const facts = (name: string) =>
  platform
    .get(Database)
    .query<{ subject: string; actor: string }>('select subject, actor from fact where name = $1', [name]);

describe('signing in', () => {
  it('is possible for the administrator that the environment names', async () => {
    const visitor = platform.visitor();
    await visitor.signIn('first@example.org', 'the very first one');
    expect((await visitor.get('/settings/people')).status).toBe(200);
  });

  it('leads to the page that was asked for, and is a fact', async () => {
    const visitor = platform.visitor();
    const asked = await visitor.get('/preferences');
    expect(asked.path).toBe('/sign-in?next=%2Fpreferences');
    const page = await visitor.post('/sign-in', {
      email: EMAIL.toUpperCase(),
      password: PASSWORD,
      next: '/preferences',
    });
    expect([page.status, page.path]).toEqual([200, '/preferences']);
    expect(await facts('user.signed-in')).toContainEqual({ subject: lea, actor: `user:${lea}` });
  });

  it('never leads elsewhere', async () => {
    const visitor = platform.visitor();
    await visitor.get('/sign-in?next=//elsewhere.example/');
    const page = await visitor.post('/sign-in', { email: EMAIL, password: PASSWORD, next: '//elsewhere.example/' });
    expect(page.path).not.toContain('elsewhere');
  });

  it('says the same of an unknown address and of a wrong password, and keeps what was typed', async () => {
    const visitor = platform.visitor();
    await visitor.get('/sign-in');
    const said = async (email: string, password: string) => {
      const page = await visitor.post('/sign-in', { email, password });
      expect(page.status).toBe(422);
      expect(page.text).toContain(`value="${email}"`);
      return page.text.replaceAll(email, '').replaceAll(/value="[^"]*"|data-now="[^"]*"|x-csrf-token":"[^"]*"/g, '');
    };
    expect(await said('nobody@example.org', PASSWORD)).toBe(await said(EMAIL, 'not her password'));
  });

  it('takes as long for an unknown address as for a known one', async () => {
    const visitor = platform.visitor();
    await visitor.get('/sign-in');
    const time = async (email: string) => {
      const start = performance.now();
      await visitor.post('/sign-in', { email, password: 'not the password' });
      return performance.now() - start;
    };
    await time(EMAIL);
    const [known, unknown] = [await time(EMAIL), await time('nobody.at.all@example.org')];
    expect(unknown).toBeGreaterThan(known / 4);
  });

  it('gives the browser another session than the one it came with', async () => {
    const visitor = platform.visitor();
    await visitor.get('/sign-in');
    const before = visitor.headers().cookie;
    await visitor.post('/sign-in', { email: EMAIL, password: PASSWORD });
    expect(visitor.headers().cookie).not.toBe(before);
    const thief = await fetch(`${platform.url}/preferences`, { headers: { cookie: before }, redirect: 'manual' });
    expect(thief.status).toBe(303);
  });

  it('is refused to a form that is not ours', async () => {
    const response = await fetch(`${platform.url}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams({ email: EMAIL, password: PASSWORD }),
      redirect: 'manual',
    });
    expect(response.status).toBe(403);
  });

  it('is slowed down after ten wrong passwords for one account, known or not, and not for the others', async () => {
    for (const email of ['nobody.there@example.org', 'karim.benali@example.org']) {
      if (email.startsWith('karim'))
        await platform.get(UsersService).add({ email, name: 'Karim Benali', role: 'agent', password: PASSWORD });
      const visitor = platform.visitor();
      await visitor.get('/sign-in');
      const statuses: number[] = [];
      for (let attempt = 1; attempt <= 11; attempt++)
        statuses.push((await visitor.post('/sign-in', { email, password: 'wrong' })).status);
      expect(statuses).toEqual([...Array<number>(10).fill(422), 429]);
      const late = await visitor.post('/sign-in', { email, password: PASSWORD });
      expect([late.status, Number(late.headers.get('retry-after')) > 0]).toEqual([429, true]);
    }
    expect((await (await signedIn()).get('/preferences')).status).toBe(200);
  }, 60_000);
});

describe('a session', () => {
  it('ends when the person signs out', async () => {
    const visitor = await signedIn();
    await visitor.get('/preferences');
    const { cookie } = visitor.headers();
    expect((await visitor.post('/sign-out')).path).toBe('/sign-in');
    expect((await fetch(`${platform.url}/preferences`, { headers: { cookie }, redirect: 'manual' })).status).toBe(303);
  });

  it('lives on when the sandbox moves its clock by a month', async () => {
    const visitor = await signedIn();
    await platform.advance('P30D');
    expect((await visitor.get('/preferences')).path).toBe('/preferences');
  });

  it('asks htmx to load the sign-in page whole', async () => {
    const response = await fetch(`${platform.url}/preferences`, {
      headers: { 'hx-request': 'true', 'hx-current-url': `${platform.url}/callbacks?view=team` },
    });
    expect([response.status, response.headers.get('hx-redirect')]).toEqual([
      401,
      '/sign-in?next=%2Fcallbacks%3Fview%3Dteam',
    ]);
  });

  it('keeps language and theme on the account, so that the next device has them', async () => {
    const visitor = await signedIn();
    await visitor.get('/preferences');
    const english = await visitor.post('/preferences/language', { language: 'en' });
    expect([english.path, english.text.includes('<html lang="en"')]).toEqual(['/preferences', true]);
    await visitor.post('/preferences/theme', { theme: 'dark' });
    expect((await (await signedIn()).get('/preferences')).text).toContain('<html lang="en" data-bs-theme="dark"');
    await visitor.post('/preferences', { name: 'Léa Martin', language: 'fr', theme: '' });
  });

  it('survives a change of password where it was made, and nowhere else', async () => {
    const [here, elsewhere] = [await signedIn(), await signedIn()];
    await here.get('/preferences');
    const refused = await here.post('/preferences/password', {
      current: 'not this one',
      next: 'quatre grands chiens bruns',
    });
    expect([refused.status, refused.text.includes('Ce n’est pas le mot de passe actuel.')]).toEqual([422, true]);
    const changed = await here.post('/preferences/password', { current: PASSWORD, next: 'quatre grands chiens bruns' });
    expect([changed.status, changed.path]).toEqual([200, '/preferences']);
    expect((await elsewhere.get('/preferences')).path).toContain('/sign-in');
    await new Visitor(platform.url).signIn(EMAIL, 'quatre grands chiens bruns');
  });
});
