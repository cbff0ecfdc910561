import { openShop, surveyIn, type Shop } from './support/shop.ts';

interface Case {
  readonly id: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly team: string | null;
  readonly assignee: string | null;
  readonly firstContactDueAt: string;
  readonly resolutionDueAt: string;
  readonly customer: string;
  readonly history: { readonly what: string; readonly to: string | null }[];
}

const LEA = { externalId: 'c-lea', firstName: 'Léa', lastName: 'Martin', phone: '06 12 34 56 78', locale: 'fr' };
const PHONE = '+33612345678';

let shop: Shop;
let staff: Awaited<ReturnType<Shop['staff']>>;
let one: Case;

beforeAll(async () => {
  shop = await openShop();
  staff = await shop.staff();
}, 120_000);

afterAll(() => shop.close());

const casesOf = async (customer: string) =>
  (await shop.platform.api<{ items: Case[] }>('GET', `/api/v1/callbacks?customer=${customer}`)).body.items;

describe('an unhappy customer', () => {
  it('is asked by SMS after a visit', async () => {
    const { outcome, invitation } = await shop.visit(LEA);
    expect([outcome, invitation?.channel]).toEqual(['scheduled', 'sms']);
    const { text, links } = await shop.messageTo(PHONE);
    expect(text).toMatch(/tes-vous satisfait.* Répondez 1 à 5 .*ou : http/);
    expect(links.length).toBeGreaterThan(0);
  });

  it('answers on the page in one go, and is told who calls and before when', async () => {
    const visitor = shop.platform.visitor();
    const path = surveyIn(await shop.messageTo(PHONE));
    const form = await visitor.get(path);
    expect(form.text).toContain('Êtes-vous satisfait');
    const asked = /name="_asked" value="([^"]+)"/.exec(form.text)?.[1] ?? '';
    const answers = { csat: '1', comment: '20 minutes d’attente en caisse.', contact: 'yes', _asked: asked };
    const thanks = await visitor.post(path, answers);
    expect(thanks.status).toBe(200);
    expect(thanks.text).toMatch(/Magasin Lyon 2e/);
    expect(thanks.text).toMatch(/au plus tard/);
  });

  it('is a case of the shop’s team, with its deadlines', async () => {
    const [opened, ...others] = await casesOf('c-lea');
    if (!opened) throw new Error('no case was opened');
    one = opened;
    expect(others).toEqual([]);
    expect(opened).toMatchObject({ status: 'new', team: 'lyon-2', assignee: null, overdue: false });
    const now = shop.platform.now().toISOString();
    expect(opened.firstContactDueAt > now && opened.resolutionDueAt > opened.firstContactDueAt).toBe(true);
  });

  it('is asked nothing else meanwhile', async () => {
    const { outcome, reason } = await shop.visit(LEA, { touchpoint: 'after-sales' });
    expect([outcome, reason]).toEqual(['suppressed', 'open-callback']);
  });

  it('is in the queue of the agent, who takes the case, calls and resolves it', async () => {
    const { agent } = staff;
    expect((await agent.get('/callbacks?view=team')).text).toContain('Léa Martin');
    expect((await agent.get(`/callbacks/${one.id}`)).text).toContain('20 minutes d’attente');
    await agent.post(`/callbacks/${one.id}/claim`);
    await agent.post(`/callbacks/${one.id}/attempts`, { outcome: 'reached', note: 'Très déçue, comprend.' });
    await agent.post(`/callbacks/${one.id}/resolve`, {
      rootCause: 'responsiveness.waiting-time',
      action: 'Excuses présentées, créneaux calmes indiqués.',
    });
    const [resolved] = await casesOf('c-lea');
    expect(resolved).toMatchObject({ status: 'resolved', rootCause: 'responsiveness.waiting-time' });
  });

  it('cannot be taken by two', async () => {
    const { status, body } = await shop.platform.api('POST', `/api/v1/callbacks/${one.id}/claim`, {});
    expect(status).toBe(409);
    expect(body).toMatchObject({ status: 409, states: expect.arrayContaining(['new']) });
  });

  it('is verified by the supervisor, and asked whether it helped', async () => {
    expect((await staff.supervisor.get(`/callbacks/${one.id}`)).status).toBe(200);
    await staff.supervisor.post(`/callbacks/${one.id}/verify`, { verdict: 'recovered', verdictNote: 'Confirmé.' });
    const [verified] = await casesOf('c-lea');
    expect(verified).toMatchObject({ status: 'verified', outcome: 'recovered' });
    const messages = await shop.messagesTo(PHONE);
    expect(messages).toHaveLength(2);
    const survey = surveyIn(messages[1] as (typeof messages)[1]);
    const answer = await shop.platform.api('POST', `/api/v1/public/surveys/${survey.slice(3)}/answers`, {
      answers: { csat: 5 },
    });
    expect([answer.status, answer.body]).toEqual([200, { status: 'complete' }]);
    expect(await casesOf('c-lea')).toHaveLength(1);
    const page = (await staff.supervisor.get(`/callbacks/${one.id}`)).text;
    expect(page).toMatch(/Le client le dit<\/dt><dd>Client reconquis/);
  });

  it('may be asked again once the cap allows it', async () => {
    expect(await shop.visit(LEA)).toMatchObject({ outcome: 'suppressed', reason: 'pressure' });
    await shop.platform.advance('P31D');
    expect(await shop.visit(LEA)).toMatchObject({ outcome: 'scheduled' });
  }, 120_000);

  it('has a line of events that tells it all', async () => {
    const [{ history } = { history: [] }] = await casesOf('c-lea');
    const moves = history.filter(({ what }) => what === 'moved').map(({ to }) => to);
    expect(moves).toEqual(['assigned', 'in-progress', 'resolved', 'verified']);
  });
});
