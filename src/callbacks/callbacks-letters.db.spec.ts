import { CallbacksModule } from '#callbacks';
import { DeliveryModule } from '#delivery';
import { BrandModule } from '#platform/brand';
import { MailModule } from '#platform/mail';
import { CallbackStation, type Person } from '../../test/support/callbacks.ts';
import { startSandbox, type RunningSandbox } from '../../test/support/sandbox.ts';
import { CallbacksWork } from './callbacks-work.service.ts';

interface Mail {
  to: string;
  subject: string;
  text: string;
}

let sandbox: RunningSandbox;
let here: CallbackStation;
let julie: Person;
let zoe: Person;
let ada: Person;

beforeAll(async () => {
  sandbox = await startSandbox([BrandModule, MailModule, DeliveryModule, CallbacksModule], { works: true });
  here = await CallbackStation.within(sandbox);
  julie = await here.aPerson('agent', 'Julie Bernard');
  zoe = await here.aPerson('supervisor', 'Zoé Roux');
  ada = await here.aPerson('admin', 'Ada Lenoir');
  await here.aTeam('customer-care', julie, zoe);
}, 60_000);
afterAll(() => sandbox.close());

const advance = (by: string) => sandbox.post('/sandbox/api/clock', { advance: by });
/** Subjects with plain spaces, as one reads them. */
const letters = async (): Promise<Mail[]> =>
  (await sandbox.getJson<{ items: Mail[] }>('/sandbox/api/messages?channel=email&limit=500')).body.items.map(
    (mail) => ({ ...mail, subject: mail.subject.replace(/[\u00a0\u202f]/g, ' ') }),
  );

describe('letters about a case that runs out of time', () => {
  it('go to who has it, then to the supervisors, then to the administrators', async () => {
    const customer = await here.aCustomer({ firstName: 'Inès', lastName: 'Garcia' });
    const id = await here.aCase({ customer, score: 2 }, here.clock.now());
    await here.station.get(CallbacksWork).claim(id, { ...julie, teams: [String((await here.row(id))['team_id'])] });
    await advance('P8D');
    const written = (await letters()).map(({ to, subject }) => `${to}: ${subject}`);
    expect(written).toEqual([
      `${julie.email}: Bientôt dû : rappel de Inès Garcia`,
      `${zoe.email}: En retard : rappel de Inès Garcia`,
      `${ada.email}: Retard important : rappel de Inès Garcia`,
      `${julie.email}: Bientôt dû : rappel de Inès Garcia`,
      `${zoe.email}: En retard : rappel de Inès Garcia`,
    ]);
    expect((await letters())[0]?.text).toContain(`/callbacks/${id}`);
  }, 60_000);

  it('go to the supervisors at once when it is a matter of safety', async () => {
    const before = (await letters()).length;
    await here.aCase({ score: 2, comment: 'Je me suis brûlée.' }, here.clock.now());
    await advance('PT1M');
    expect((await letters()).slice(before).map(({ to, subject }) => [to, subject])).toEqual([
      [zoe.email, 'Urgent : rappeler Léa Martin'],
    ]);
  }, 60_000);
});
