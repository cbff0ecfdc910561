import { CustomersService } from '#customers';
import { DeliveryService } from '#delivery';
import { PressureService } from '#pressure';
import { AnsweringUnattachedDecisions } from './answering-unattached-decisions.service.ts';
import { AnsweringUnattachedService } from './answering-unattached.service.ts';
import { AnsweringChecksService } from './answering-checks.service.ts';
import { AnsweringListener } from './answering.listener.ts';
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

describe('several facts in one message', () => {
  it('are a score, a reason, a wish to be called and its hour', async () => {
    const asked = await station.asked([csat, comment, contact]);
    const [thanks] = await station.text(asked.phone, "1 trop d'attente, rappelez-moi demain après 15h");
    expect(thanks).toContain('Nous vous appelons mercredi');
    expect(thanks).toContain('entre 15:00 et 16:00');
    expect((await station.response(asked))?.answers).toMatchObject({ csat: 1, contact: true });
    const [found] = await station.db.query<{ at: Date; due: Date }>(
      'select next_try_at as at, first_contact_due_at as due from callback_case where customer_id = $1',
      [asked.customer.id],
    );
    expect(found?.at.getUTCDay()).toBe(3);
    expect(found && found.due >= found.at).toBe(true);
  }, 60_000);

  it('choose an hour afterwards too, in answer to the thanks', async () => {
    const asked = await station.asked([csat, comment, contact]);
    await station.text(asked.phone, '1 honteux');
    const [thanks] = await station.text(asked.phone, 'oui');
    expect(thanks).toContain('Un autre moment ?');
    expect(await station.text(asked.phone, 'plutôt jeudi matin')).toEqual([
      expect.stringContaining('Nous vous appelons jeudi'),
    ]);
    const told = await station.db.query("select from fact where name = 'case.slot-chosen' and customer_id = $1", [
      asked.customer.id,
    ]);
    expect(told).toHaveLength(1);
  }, 60_000);
});

describe('a text that no survey was found for', () => {
  const decisions = () => station.sandbox.get(AnsweringUnattachedDecisions);
  const unattached = () => station.sandbox.get(AnsweringUnattachedService);
  const waiting = async (text: string) => (await unattached().list()).find((one) => one.text === text);

  it('is put to the last survey by a person, and counts as its answer', async () => {
    const asked = await station.asked([csat, comment]);
    await station.pass('P8D');
    expect(await station.text(asked.phone, '4 finalement content')).toEqual([]);
    const found = await waiting('4 finalement content');
    expect(found?.customer?.id).toBe(asked.customer.id);
    await decisions().handle(found?.inbound ?? '', 'attached', 'somebody');
    expect((await station.response(asked))?.answers).toEqual({ csat: 4, comment: 'finalement content' });
    expect(await waiting('4 finalement content')).toBeUndefined();
    await expect(decisions().handle(found?.inbound ?? '', 'done', 'another')).rejects.toMatchObject({ status: 409 });
  }, 60_000);

  it('cannot be put to a survey that is over, nor of a number nobody has; it is done with', async () => {
    await station.text('+33612000001', 'Bonjour, qui peut m’aider ?');
    const found = await waiting('Bonjour, qui peut m’aider ?');
    expect(found?.customer).toBeNull();
    const handle = (how: 'attached' | 'done') => decisions().handle(found?.inbound ?? '', how, 'somebody');
    await expect(handle('attached')).rejects.toMatchObject({ status: 409 });
    await handle('done');
    expect(await waiting('Bonjour, qui peut m’aider ?')).toBeUndefined();
    await expect(decisions().handle('x', 'done', 'somebody')).rejects.toMatchObject({ status: 404 });
  }, 60_000);
});

describe('a wish to be called that belongs to no survey', () => {
  const someone = async (n: number, locale: string) => {
    const phone = `+3361299000${n}`;
    const { customer } = await station.sandbox
      .get(CustomersService)
      .upsert({ externalId: `wish-${n}`, firstName: 'Nina', phone, locale });
    return { phone, id: customer.id };
  };
  const casesOf = (customer: string) =>
    station.db.query<{ id: string; reason: string; response: string | null; at: Date | null; note: string | null }>(
      `select c.id, c.reason, c.response_id as response, c.next_try_at as at, string_agg(n.text, ' | ' order by n.at) as note
       from callback_case c left join callback_note n on n.case_id = c.id where c.customer_id = $1 group by c.id`,
      [customer],
    );
  const readAs = async (text: string) => {
    const rows = await station.db.query<{ id: string; as: string; understood: object | null }>(
      'select inbound_id as id, read_as as as, understood from sms_reply order by at desc limit 5',
    );
    const all = await Promise.all(
      rows.map(async (row) => ({ ...row, text: (await station.sandbox.get(DeliveryService).inbound(row.id)).text })),
    );
    return all.find((one) => one.text === text);
  };

  it('is a case, promised in the customer’s language, and takes the hour they name next', async () => {
    const { phone, id } = await someone(1, 'fr');
    const [said, ...more] = await station.text(phone, 'Bonjour, rappelez-moi svp');
    expect(more).toEqual([]);
    expect(said).toMatch(/^Merci, votre message est bien arrivé\..*au plus tard/);
    expect(await casesOf(id)).toMatchObject([
      { reason: 'call-asked', response: null, at: null, note: 'Bonjour, rappelez-moi svp' },
    ]);
    expect(await readAs('Bonjour, rappelez-moi svp')).toMatchObject({ as: 'wish', understood: { call: true } });
    const [hour] = await station.text(phone, 'plutôt demain 15h');
    expect(hour).toMatch(/Nous vous appelons .* entre 15:00 et 16:00/);
    const [one] = await casesOf(id);
    expect(one?.at?.toISOString()).toMatch(/T1[34]:00/);
  }, 60_000);

  it('is one case however often it is sent, and no machine is answered for ever', async () => {
    const { phone, id } = await someone(2, 'en');
    const said: number[] = [];
    for (const text of [
      'Call me please 5pm',
      'call me at 4pm',
      'call me at 3pm',
      'call me tomorrow 4pm',
      'please call me',
    ])
      said.push((await station.text(phone, text)).length);
    expect(said).toEqual([1, 1, 1, 0, 0]);
    expect(await casesOf(id)).toHaveLength(1);
    expect((await station.texts(phone))[0]).toMatch(/^Thank you, your message has arrived\. We will call you /);
  }, 60_000);

  it('waits to be read where nobody known, or nothing of the kind, was written', async () => {
    expect(await station.text('+33612990099', 'rappelez-moi')).toEqual([]);
    const { phone, id } = await someone(3, 'fr');
    expect(await station.text(phone, 'ne me rappelez pas')).toEqual([]);
    expect(await station.text(phone, 'je passe demain à 15h')).toEqual([]);
    expect(await casesOf(id)).toEqual([]);
    const list = (await station.sandbox.get(AnsweringUnattachedService).list()).map(({ text }) => text);
    expect(list).toEqual(expect.arrayContaining(['rappelez-moi', 'ne me rappelez pas', 'je passe demain à 15h']));
  }, 60_000);

  it('is one where a person reads it so, and is refused for a number nobody has', async () => {
    const { phone, id } = await someone(4, 'fr');
    await station.text(phone, 'vous pouvez me sonner ?');
    const open = await station.sandbox.get(AnsweringUnattachedService).list();
    const of = (text: string) => open.find((one) => one.text === text)?.inbound ?? '';
    const call = (text: string) =>
      station.sandbox.get(AnsweringUnattachedDecisions).handle(of(text), 'called', 'somebody');
    await call('vous pouvez me sonner ?');
    expect(await casesOf(id)).toMatchObject([{ note: 'vous pouvez me sonner ?' }]);
    await expect(call('vous pouvez me sonner ?')).rejects.toMatchObject({ status: 409 });
    await expect(call('rappelez-moi')).rejects.toMatchObject({ status: 409 });
  }, 60_000);
});

describe('an hour that is not free', () => {
  it('is met with free ones', async () => {
    const asked = await station.asked([csat, comment, contact]);
    const [told = '', ...more] = await station.text(asked.phone, '1 nul, rappelez-moi dimanche soir');
    expect(more).toEqual([]);
    const [, first = ''] = /Libres\s?: (.+?),/.exec(told) ?? [];
    expect(first).toMatch(/^\p{L}+ \d+(?:er)? .*\d\d:\d\d$/u);
  }, 60_000);

  it('is met with nothing more the second time', async () => {
    const asked = await station.asked([csat, comment, contact]);
    await station.text(asked.phone, '1 nul, rappelez-moi dimanche soir');
    expect(await station.text(asked.phone, 'alors dimanche matin')).toEqual([]);
    expect(await station.text(asked.phone, 'bon, jeudi matin')).toEqual([
      expect.stringContaining('Nous vous appelons jeudi'),
    ]);
  }, 60_000);
});

describe('an hour that was offered', () => {
  /** To the next Wednesday, ten past ten in the morning: the next free hour is of the same day. */
  const toWednesday = async () => {
    const wednesday = new Date(station.now);
    wednesday.setUTCDate(wednesday.getUTCDate() + ((10 - wednesday.getUTCDay()) % 7 || 7));
    wednesday.setUTCHours(9, 10, 0, 0);
    await station.pass(`PT${Math.round((wednesday.getTime() - station.now.getTime()) / 1000)}S`);
  };
  const offeredTo = async (phone: string) => {
    const [told = ''] = await station.text(phone, '1 nul, rappelez-moi dimanche soir');
    const [, day = '', hour = ''] = /Libres\s?: (\S+) .*?(\d\d):00/.exec(told) ?? [];
    return `${day} ${hour}h`;
  };

  it('is confirmed, on the very day too', async () => {
    await toWednesday();
    const asked = await station.asked([csat, comment, contact]);
    const hour = await offeredTo(asked.phone);
    expect(hour).toMatch(/^mercredi \d\dh$/);
    expect(await station.text(asked.phone, hour)).toEqual([expect.stringContaining('Nous vous appelons mercredi')]);
  }, 60_000);

  it('and is gone meanwhile is met with others, not with silence', async () => {
    await toWednesday();
    const asked = await station.asked([csat, comment, contact]);
    const hour = await offeredTo(asked.phone);
    await station.pass('PT25M');
    const [told = ''] = await station.text(asked.phone, hour);
    expect(told).toMatch(/Libres\s?: mercredi/);
    expect(told).not.toContain(hour.replace('mercredi ', '').replace('h', ':00'));
  }, 60_000);
});

describe('a long survey', () => {
  const second = { ...csat, key: 'second' };

  it('is begun by text: its first figure and the reason; the rest is asked by its link', async () => {
    const asked = await station.asked([csat, comment, second], { temperature: 'cold' });
    expect(await station.text(asked.phone, '4')).toEqual([expect.stringContaining("Qu'est-ce qui explique")]);
    const [thanks = ''] = await station.text(asked.phone, 'Bon accueil');
    expect(thanks).toContain(`/s/${asked.token}`);
    expect(await station.response(asked)).toMatchObject({
      answers: { csat: 4, comment: 'Bon accueil' },
      complete: false,
    });
  }, 60_000);

  it('is over where nothing is left to ask', async () => {
    const asked = await station.asked([csat, comment], { temperature: 'cold' });
    const told = await station.text(asked.phone, '5 parfait');
    expect(told).toEqual([expect.stringContaining('Merci')]);
    expect(told[0]).not.toContain('/s/');
    expect((await station.response(asked))?.complete).toBe(true);
  }, 60_000);
});

describe('in English', () => {
  it('a survey is answered by two texts', async () => {
    const asked = await station.asked([csat, comment, contact], { locale: 'en' });
    expect(await station.text(asked.phone, 'I would give it a 4')).toEqual([
      expect.stringContaining('What explains your score?'),
    ]);
    expect(await station.text(asked.phone, 'Sam was brilliant')).toEqual([expect.stringContaining('Thank')]);
    expect(await station.response(asked)).toMatchObject({
      answers: { csat: 4, comment: 'Sam was brilliant' },
      channel: 'sms',
      complete: true,
      language: 'en',
    });
  }, 60_000);
});

it('answers the survey asked about last when two are open for one phone', async () => {
  const phone = '+33612345670';
  const first = await station.asked([csat, comment], { phone });
  await station.text(phone, '2');
  await station.sandbox.get(PressureService).changePolicy([]);
  const second = await station.asked([csat, comment], { phone, externalId: 'someone-else' });
  await station.text(phone, '5');
  expect((await station.response(first))?.answers).toEqual({ csat: 2 });
  expect((await station.response(second))?.answers).toEqual({ csat: 5 });
  await station.text(phone, 'Parfait');
  await station.pass('PT31M');
  await station.text(phone, 'Trop d’attente');
  expect((await station.response(second))?.answers).toMatchObject({ comment: 'Parfait' });
  expect((await station.response(first))?.answers).toEqual({ csat: 2, comment: 'Trop d’attente' });
}, 90_000);

it('leaves nothing of a text to read once its writer erases the answer on their own page', async () => {
  const asked = await station.asked([csat, comment]);
  await station.text(asked.phone, '4');
  await station.text(asked.phone, 'Accueil très chaleureux');
  const own = await station.get(`/u/${asked.token}/mine`);
  const _at = /name="_at" value="([^"]+)"/.exec(own.html)?.[1] ?? '';
  const page = /action="(\/me\/[^"]+)"/.exec(own.html)?.[1] ?? '';
  await station.pass('PT2S');
  expect((await station.post(page, { _do: `erase-surely ${asked.id}`, _at })).text).toContain(
    'Votre réponse est effacée',
  );
  const rows = await station.db.query<{ size: number; understood: unknown }>(
    `select length(body)::int as size, understood from inbound_message t join sms_reply r on r.inbound_id = t.id where r.invitation_id = $1`,
    [asked.id],
  );
  const nothing = { size: 0, understood: null };
  expect(rows).toEqual([nothing, nothing]);
}, 60_000);

describe('a text that came just before the survey ended, and is read after', () => {
  it('counts, asks nothing more, and is not held up by another that cannot be read', async () => {
    const asked = await station.asked([csat, comment, contact]);
    const change = (status: string) =>
      station.db.run(
        `update invitation set status = $2, expires_at = case when $2 = 'sent' then $3 else expires_at end where id = $1`,
        [asked.id, status, new Date(station.now.getTime() - 30_000)],
      );
    await change('cancelled');
    await station.text(asked.phone, '2');
    const key = `(select id from inbound_message order by received_at desc limit 1)`;
    const [late] = await station.db.query<{ id: string }>(
      `delete from sms_reply where inbound_id = ${key} returning inbound_id as id`,
    );
    await change('sent');
    const facts = ['00000000-0000-7000-8000-000000000000', late?.id ?? ''].map((inbound) => ({ data: { inbound } }));
    await expect(station.sandbox.get(AnsweringListener).received(facts as never)).rejects.toThrow('1 of 2');
    expect((await station.response(asked))?.answers).toEqual({ csat: 2 });
    await station.pass('PT1M');
    expect((await station.texts(asked.phone)).at(-1)).toContain('Merci, votre réponse est bien arrivée');
  }, 60_000);
});

describe('a text that may ask to stop', () => {
  const checks = () => station.sandbox.get(AnsweringChecksService);
  const reach = async (asked: { customer: { id: string } }) =>
    (await station.sandbox.get(CustomersService).byIds([asked.customer.id])).get(asked.customer.id)?.reach.sms;

  it('silences the phone until somebody has read it, and is told to them', async () => {
    const asked = await station.asked([csat, comment]);
    expect(await station.text(asked.phone, 'Stop aux files d’attente interminables')).toEqual([]);
    expect(await reach(asked)).toBe('blocked');
    const open = (await checks().list()).open.find(({ customer }) => customer === asked.customer.id);
    expect(open?.text).toBe('Stop aux files d’attente interminables');
    await checks().decide(open?.inbound ?? '', 'resume', 'somebody');
    expect(await reach(asked)).toBe('ok');
    await expect(checks().decide(open?.inbound ?? '', 'opt-out', 'another')).rejects.toMatchObject({ status: 409 });
  }, 60_000);

  it('opts out when that is what it meant', async () => {
    const asked = await station.asked([csat, comment]);
    await station.text(asked.phone, 'Laissez moi tranquille');
    const open = (await checks().list()).open.find(({ customer }) => customer === asked.customer.id);
    await checks().decide(open?.inbound ?? '', 'opt-out', 'somebody');
    expect(await reach(asked)).toBe('opted-out');
  }, 60_000);
});
