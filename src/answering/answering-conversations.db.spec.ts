import { CustomersService } from '#customers';
import { AnsweringStation, comment, contact, csat, storeVisit } from '../../test/support/answering.ts';

let station: AnsweringStation;
beforeAll(async () => {
  station = await AnsweringStation.start({ works: true });
}, 60_000);
afterAll(() => station.sandbox.close());

const readAs = async (id: string): Promise<string[]> => {
  const rows = await station.db.query<{ read_as: string }>(
    'select read_as from sms_reply where invitation_id = $1 order by at',
    [id],
  );
  return rows.map((row) => row.read_as);
};

describe('a survey answered by text message', () => {
  it('goes on question by question, to thanks', async () => {
    const asked = await station.asked([csat, comment, contact]);
    expect(await station.text(asked.phone, '5')).toEqual([
      expect.stringContaining("Qu'est-ce qui explique votre note"),
    ]);
    expect((await station.response(asked))?.complete).toBe(false);
    expect(await station.text(asked.phone, 'Accueil au top')).toEqual([
      expect.stringContaining('Merci, votre réponse est bien arrivée'),
    ]);
    expect(await station.response(asked)).toMatchObject({
      answers: { csat: 5, comment: 'Accueil au top' },
      channel: 'sms',
      complete: true,
      version: 2,
    });
    expect(await station.labels(asked)).toEqual(['person: sms-reply', 'person: sms-reply']);
    expect((await station.invitation(asked)).status).toBe('answered');
  }, 60_000);

  it('takes score and comment from one message, asks an unhappy customer for a call and says when it comes', async () => {
    const asked = await station.asked([csat, comment, contact]);
    expect(await station.text(asked.phone, "1/5 trop d'attente")).toEqual([
      expect.stringContaining('Répondez OUI ou NON'),
    ]);
    const [thanks] = await station.text(asked.phone, 'oui');
    expect(thanks).toMatch(/Merci, votre réponse est bien arrivée\. .*au plus tard/);
    expect((await station.response(asked))?.answers).toEqual({ csat: 1, comment: "trop d'attente", contact: true });
    expect(
      await station.db.query('select from callback_case where customer_id = $1', [asked.customer.id]),
    ).toHaveLength(1);
  }, 60_000);

  it('helps once with what it cannot read, and never again', async () => {
    const asked = await station.asked([csat, comment]);
    expect(await station.text(asked.phone, '2 ou 3')).toEqual([expect.stringContaining('Répondez de 1 à 5')]);
    expect(await station.text(asked.phone, 'hein ?')).toEqual([]);
    expect(await station.text(asked.phone, '8/10')).toEqual([]);
    expect((await station.response(asked))?.answers).toEqual({ comment: 'hein ?\n8/10' });
    expect(await station.text(asked.phone, '3')).toEqual([expect.stringContaining('Merci')]);
    expect((await station.response(asked))?.answers).toMatchObject({ csat: 3 });
    expect(await readAs(asked.id)).toEqual(['unclear', 'text', 'unclear', 'score']);
  }, 60_000);

  it('lets a later score correct, without another word', async () => {
    const asked = await station.asked([csat]);
    await station.text(asked.phone, '2');
    expect(await station.text(asked.phone, '4')).toEqual([]);
    expect(await station.response(asked)).toMatchObject({ score: 4, version: 2 });
  }, 60_000);

  it('keeps the score of "2 STOP" and asks nothing more', async () => {
    const asked = await station.asked(storeVisit);
    const told = await station.text(asked.phone, '2 STOP');
    expect(told.filter((text) => text.includes('explique votre note'))).toEqual([]);
    expect((await station.response(asked))?.answers).toEqual({ csat: 2 });
    const customer = (await station.sandbox.get(CustomersService).byIds([asked.customer.id])).get(asked.customer.id);
    expect(customer?.reach.sms).toBe('opted-out');
  }, 60_000);

  it('leaves a message a week later to a person', async () => {
    const asked = await station.asked([csat]);
    await station.pass('P7D');
    expect(await station.text(asked.phone, '5')).toEqual([]);
    expect(await station.response(asked)).toBeNull();
  }, 60_000);
});
