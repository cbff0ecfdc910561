import { Database } from '#platform/database';
import { TeamsService, UsersService } from '#users';
import { startPlatform, type Platform } from './support/platform.ts';
import type { Visitor } from './support/visitor.ts';

type Staff = Visitor & { readonly userId: string };

let platform: Platform;
let admin: Staff;

beforeAll(async () => {
  platform = await startPlatform();
  admin = await platform.signIn('admin', 'Ada Admin');
}, 120_000);

afterAll(() => platform.close());

const secretIn = (text: string) => />([A-Za-z0-9_-]{20,})<\/code>/.exec(text)?.[1] ?? '';
const facts = (name: string) =>
  platform
    .get(Database)
    .query<{ subject: string; actor: string; data: object }>(
      'select subject, actor, data from fact where name = $1 order by id',
      [name],
    );

describe('people', () => {
  it('are added with a password that is shown once, and that works', async () => {
    await admin.get('/settings/people/new');
    const page = await admin.post('/settings/people', {
      name: 'Karim Benali',
      email: 'Karim@Example.org',
      role: 'agent',
    });
    expect(page.status).toBe(200);
    const karim = platform.visitor();
    await karim.signIn('karim@example.org', secretIn(page.text));
    expect((await karim.get('/preferences')).text).toContain('Karim Benali');
    expect((await karim.get('/settings/people')).status).toBe(403);
    expect((await admin.get('/settings/people')).text).toContain('Karim Benali');
    expect(await facts('user.added')).toContainEqual(
      expect.objectContaining({ actor: `user:${admin.userId}`, data: { role: 'agent' } }),
    );
  });

  it('come back as typed when something is wrong', async () => {
    await admin.get('/settings/people/new');
    const page = await admin.post('/settings/people', { name: 'Karim B.', email: 'karim@example.org', role: 'agent' });
    expect([
      page.status,
      page.text.includes('Cette adresse a déjà un compte.'),
      page.text.includes('value="Karim B."'),
    ]).toEqual([422, true, true]);
    expect((await admin.post('/settings/people', { name: '', email: 'no address', role: 'king' })).status).toBe(422);
  });

  it('lose every right at once when their account is deactivated, and get them back', async () => {
    const agent = await platform.signIn('agent');
    await admin.get(`/settings/people/${agent.userId}`);
    const after = await admin.post(`/settings/people/${agent.userId}/deactivate`);
    expect([after.path, after.text.includes(`/settings/people/${agent.userId}/activate`)]).toEqual([
      '/settings/people',
      true,
    ]);
    expect((await agent.get('/preferences')).path).toContain('/sign-in');
    await expect(agent.signIn('nobody', 'nothing')).rejects.toThrow();
    await admin.post(`/settings/people/${agent.userId}/activate`);
    expect((await platform.get(UsersService).byId(agent.userId))?.active).toBe(true);
  });

  it('have the rights of a new role from the next page on', async () => {
    const person = await platform.signIn('agent');
    await admin.get(`/settings/people/${person.userId}`);
    await admin.post(`/settings/people/${person.userId}/role`, { role: 'admin' });
    expect((await person.get('/settings/people')).status).toBe(200);
    await admin.post(`/settings/people/${person.userId}/role`, { role: 'agent' });
    expect((await person.get('/settings/people')).status).toBe(403);
  });

  it('cannot all stop being administrators', async () => {
    await admin.get(`/settings/people/${admin.userId}`);
    const refused = await admin.post(`/settings/people/${admin.userId}/role`, { role: 'agent' });
    expect([refused.status, refused.text.includes('nommez d’abord un autre administrateur')]).toEqual([409, true]);
    expect((await admin.post(`/settings/people/${admin.userId}/deactivate`)).status).toBe(409);
  });

  it('cannot all stop being administrators by doing it at once', async () => {
    const users = platform.get(UsersService);
    const other = await platform.signIn('admin');
    const leave = [users.changeRole(other.userId, 'agent'), users.changeRole(admin.userId, 'agent')];
    const outcomes = (await Promise.allSettled(leave)).map(({ status }) => status).sort();
    expect(outcomes).toEqual(['fulfilled', 'rejected']);
    await users.changeRole(admin.userId, 'admin');
    await users.changeRole(other.userId, 'agent');
  });
});

describe('API keys', () => {
  it('are shown once, open what their scopes say, and are refused once revoked', async () => {
    const form = await admin.get('/settings/keys');
    const scope = /name="scopes" value="([a-z-]+:read)"/.exec(form.text)?.[1] ?? '';
    const page = await admin.post('/settings/keys', { name: 'Entrepôt', scopes: [scope] });
    const key = secretIn(page.text);
    expect((await admin.get('/settings/keys')).text).not.toContain(key);
    const path = '/api/v1/' + scope.split(':')[0];
    expect([401, 403]).not.toContain((await platform.api('GET', path, undefined, { key })).status);
    const id = /\/settings\/keys\/([0-9a-f-]{36})\/revoke/.exec((await admin.get('/settings/keys')).text)?.[1];
    await admin.post(`/settings/keys/${id}/revoke`);
    expect((await platform.api('GET', path, undefined, { key })).status).toBe(401);
    expect((await facts('key.created')).map(({ data }) => data)).toContainEqual({ scopes: [scope] });
    expect(await facts('key.revoked')).toHaveLength(1);
  });

  it('need a name and a right', async () => {
    await admin.get('/settings/keys');
    expect((await admin.post('/settings/keys', { name: 'Entrepôt' })).status).toBe(422);
    expect((await admin.post('/settings/keys', { name: '', scopes: 'admin' })).status).toBe(422);
    expect((await admin.post('/settings/keys', { name: 'Entrepôt', scopes: 'made:up' })).status).toBe(422);
  });
});

describe('teams', () => {
  const hours = { 'hours-1': '9h-12h30, 14:00-18:00', 'hours-6': '10:00-12:00' };
  const place = { zone: 'Europe/Paris', country: 'fr', region: '' };

  it('are added with their hours and members, and changed', async () => {
    const agent = await platform.signIn('agent');
    await admin.get('/settings/teams/new');
    const added = await admin.post('/settings/teams', {
      key: 'lyon',
      name: 'Lyon 2',
      ...place,
      ...hours,
      members: agent.userId,
    });
    expect([added.path, added.text.includes('Lyon 2')]).toEqual(['/settings/teams', true]);
    const team = await platform.get(TeamsService).byKey('lyon');
    expect(team).toMatchObject({
      members: [agent.userId],
      calendar: {
        zone: 'Europe/Paris',
        holidays: { country: 'FR' },
        hours: {
          1: [
            { from: '09:00', to: '12:30' },
            { from: '14:00', to: '18:00' },
          ],
          6: [{ from: '10:00', to: '12:00' }],
        },
      },
    });
    await admin.get(`/settings/teams/${team?.id}`);
    await admin.post(`/settings/teams/${team?.id}`, { name: 'Lyon Bellecour', ...place, ...hours });
    expect(await platform.get(TeamsService).byId(team?.id ?? '')).toMatchObject({
      key: 'lyon',
      name: 'Lyon Bellecour',
      members: [],
    });
    expect(await facts('team.changed')).toEqual([
      {
        subject: team?.id,
        actor: `user:${admin.userId}`,
        data: { fields: ['name', 'members'], joined: [], left: [agent.userId] },
      },
    ]);
  });

  it('come back as typed when their hours cannot be read', async () => {
    await admin.get('/settings/teams/new');
    const page = await admin.post('/settings/teams', { key: 'paris', name: 'Paris', ...place, 'hours-1': 'toujours' });
    expect([
      page.status,
      page.text.includes('value="toujours"'),
      page.text.includes('Ces horaires ne se lisent pas'),
    ]).toEqual([422, true, true]);
    expect(await platform.get(TeamsService).byKey('paris')).toBeNull();
  });
});

describe('quiet hours', () => {
  const HERE = '/settings/quiet-hours';
  const hours = { 'hours.days': ['1', '2', '6'], 'hours.from': '09:00', 'hours.to': '19:00' };

  it('are all that the charter leaves, until they are set', async () => {
    const page = await admin.get(HERE);
    expect([page.status, page.text.includes('value="08:00"'), page.text.includes('value="21:30"')]).toEqual([
      200,
      true,
      true,
    ]);
  });

  it('come back as typed when the charter does not allow them', async () => {
    const page = await admin.post(HERE, { ...hours, 'hours.to': '22:00' });
    expect([page.status, page.text.includes('value="22:00"'), page.text.includes('ni après 21:30')]).toEqual([
      422,
      true,
      true,
    ]);
    expect(await facts('setting.changed')).toEqual([]);
  });

  it('are set by marketing, kept, and told by whom', async () => {
    const marketing = await platform.signIn('marketing', 'Max Marketing');
    await marketing.get(HERE);
    expect((await marketing.post(HERE, hours)).text).toContain('Les heures sont enregistrées');
    expect((await marketing.get(HERE)).text).toContain('value="19:00"');
    expect(await facts('setting.changed')).toEqual([
      { subject: 'quiet-hours', actor: `user:${marketing.userId}`, data: { key: 'quiet-hours' } },
    ]);
    expect((await (await platform.signIn('agent', 'Al Agent')).get(HERE)).status).toBe(403);
  });
});

describe('the audit trail', () => {
  it('shows what was done, newest first, by whom, and finds it again', async () => {
    const page = await admin.get('/settings/audit');
    const rows = page.text.slice(page.text.indexOf('<tr data-row'));
    expect(rows.indexOf('Équipe modifiée')).toBeGreaterThan(0);
    expect(rows.indexOf('Équipe modifiée')).toBeLessThan(rows.indexOf('Équipe ajoutée'));
    const mine = await admin.get(`/settings/audit?by=${admin.userId}&name=team.added`);
    expect(mine.text.match(/<tr data-row/g)).toHaveLength(1);
    expect((await admin.get('/settings/audit?name=team.added&to=2001-01-01')).text).toContain(
      'Aucun fait ne correspond',
    );
  });

  it('is read page after page without losing or repeating a fact', async () => {
    const seen: string[] = [];
    for (let path: string | undefined = '/settings/audit?limit=3'; path;) {
      const { text } = await admin.get(path);
      seen.push(...[...text.matchAll(/<tr data-row[^]*?<\/tr>/g)].map(([row]) => row));
      path = /href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
      if (path) path += '&limit=3';
    }
    const [{ count = 0 } = {}] = await platform
      .get(Database)
      .query<{ count: number }>('select count(*)::int as count from fact');
    expect(seen).toHaveLength(count);
  });

  it('cannot be edited, not even in the database', async () => {
    await expect(platform.get(Database).query(`update fact set actor = 'system'`)).rejects.toThrow('final');
    await expect(platform.get(Database).query('delete from fact')).rejects.toThrow('final');
  });
});
