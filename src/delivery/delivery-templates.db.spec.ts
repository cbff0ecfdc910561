import { DeliveryModule, type Letter } from '#delivery';
import { Brands } from '#platform/brand';
import { startApp, type App } from '../../test/support/app.ts';
import { DeliveryLetters } from './delivery-letters.service.ts';
import { DeliveryRewording } from './delivery-rewording.service.ts';
import { DeliverySamples } from './delivery-samples.service.ts';
import { DeliveryTemplateChecks } from './delivery-template-checks.service.ts';
import { DeliveryTemplates } from './delivery-templates.service.ts';
import { DeliveryWriting } from './delivery-writing.service.ts';
import { SLOTS, type Slot } from './rules/edited-template.ts';

let app: App;
let templates: DeliveryTemplates;
let checks: DeliveryTemplateChecks;

beforeAll(async () => {
  app = await startApp(DeliveryModule);
  templates = app.get(DeliveryTemplates);
  checks = app.get(DeliveryTemplateChecks);
}, 60_000);

afterAll(() => app.close());

const brand = 'default';
const sms: Slot = { brand, channel: 'sms', kind: 'invitation', language: 'fr' };
const email: Slot = { brand, channel: 'email', kind: 'invitation', language: 'fr' };
const by = 'Hugo';

/** What would go out now, to each sample person. */
async function written(slot: Slot) {
  const samples = await app.get(DeliverySamples).of(slot);
  const reworded = await app.get(DeliveryRewording).inForce();
  return samples.map(({ claimed, subject }) =>
    reworded(app.get(DeliveryWriting).survey(claimed, subject), claimed, subject),
  );
}

describe('the words to begin with', () => {
  it.each(SLOTS)('can be saved as they are: $channel $kind $language', async (message) => {
    const slot = { brand, ...message };
    expect(await checks.faultsOf(slot, await templates.starter(slot))).toEqual([]);
  });
});

describe('words that cannot be sent', () => {
  const letter = (kind: Slot['kind']): Slot => ({ ...sms, kind });
  it.each<[string, Slot, { subject?: string; body: string; gsm7?: boolean }, string]>([
    ['no words', sms, { body: '' }, 'body required'],
    ['an unknown variable', sms, { body: 'a\n{{prenom}} {{survey}} {{optOut}}' }, 'body unknown-variable 2'],
    ['a value as it is', sms, { body: '{{{brand}}} {{survey}} {{optOut}}' }, 'body unescaped 1'],
    ['braces that do not close', sms, { body: '{{#if brand}}{{survey}} {{optOut}}' }, 'body broken 1'],
    ['no link', sms, { body: '{{brand}} {{optOut}}' }, 'body no-survey'],
    ['no way out', sms, { body: '{{brand}} {{survey}}' }, 'body no-opt-out'],
    ['a way out for some only', sms, { body: '{{survey}}{{#if site}}{{optOut}}{{/if}}' }, 'body no-opt-out'],
    ['three texts', sms, { body: `${'é'.repeat(330)} {{survey}} {{optOut}}` }, 'body too-many-segments'],
    ['no subject', email, { body: '{{survey}} {{optOut}}' }, 'subject required'],
    [
      'a link in the subject',
      email,
      { subject: '{{survey}}', body: '{{survey}} {{optOut}}' },
      'subject unknown-variable 1',
    ],
    ['a question that is not asked', letter('answering-question'), { body: '{{how}}' }, 'body missing-variable'],
    [
      'thanks without the hour',
      letter('answering-thanks'),
      { body: 'Merci {{hours}} {{rest}}' },
      'body missing-variable',
    ],
    ['help without a way out', letter('help'), { body: '{{brand}}' }, 'body no-stop'],
    ['a refusal without its reason', letter('review-refused'), { body: '{{link}}' }, 'body missing-variable'],
    ['what another message shows', letter('help'), { body: '{{survey}} STOP' }, 'body unknown-variable 1'],
    [
      'every accent, three texts',
      sms,
      { body: `${'ê'.repeat(100)} {{survey}} {{optOut}}`, gsm7: false },
      'body too-many-segments',
    ],
    ['an e-mail without a way out', email, { subject: 'Avis', body: '{{survey}}' }, 'body no-opt-out'],
  ])('%s', async (_, slot, { subject = '', ...typed }, expected) => {
    const faults = await checks.faultsOf(slot, { subject, ...typed });
    expect(faults.map(({ path, code, line }) => [path, code, line].filter(Boolean).join(' '))).toContain(expected);
    await expect(templates.save(slot, { subject, ...typed }, { seen: 0, by })).rejects.toMatchObject({ status: 422 });
  });
});

describe('words of the team', () => {
  it('go out from the next sending on, and the message keeps which', async () => {
    expect((await written(sms))[0]?.template ?? null).toBeNull();
    const first = await templates.save(sms, { subject: null, body: 'Un : {{survey}} {{optOut}}' }, { seen: 0, by });
    const [message] = await written(sms);
    expect(message).toMatchObject({ template: first.id, segments: 1 });
    expect(message?.text).toMatch(/^Un : http\S+ Refus : STOP$/);
    const second = await templates.save(sms, { subject: null, body: 'Deux : {{survey}} {{optOut}}' }, { seen: 1, by });
    expect((await written(sms))[0]).toMatchObject({ template: second.id });
    expect(second.version).toBe(2);
  });

  it('are not saved over those of somebody who was first', async () => {
    const slot: Slot = { ...sms, language: 'en' };
    const typed = { subject: null, body: '{{survey}} {{optOut}}' };
    const both = await Promise.allSettled([
      templates.save(slot, typed, { seen: 0, by }),
      templates.save(slot, typed, { seen: 0, by: 'Claire' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(templates.save(slot, typed, { seen: 0, by })).rejects.toMatchObject({ status: 409 });
  });

  it('go back to an earlier version, and to ours', async () => {
    const slot: Slot = { ...sms, kind: 'reminder' };
    await templates.save(slot, { subject: null, body: 'Un : {{survey}} {{optOut}}' }, { seen: 0, by });
    await templates.save(slot, { subject: null, body: 'Deux : {{survey}} {{optOut}}' }, { seen: 1, by });
    expect(await templates.restore(slot, 1, { seen: 2, by })).toMatchObject({ version: 3 });
    expect((await written(slot))[0]?.text).toMatch(/^Un/);
    await templates.restore(slot, 0, { seen: 3, by });
    expect((await written(slot))[0]?.template ?? null).toBeNull();
    expect((await templates.history(slot)).map(({ version, savedName }) => `${version} ${savedName}`)).toEqual([
      '4 Hugo',
      '3 Hugo',
      '2 Hugo',
      '1 Hugo',
    ]);
    await expect(templates.restore(slot, 9, { seen: 4, by })).rejects.toMatchObject({ status: 404 });
  });

  it('leave no way for a name to become more than a name', async () => {
    await templates.save(
      email,
      { subject: 'Pour {{firstName}}', body: '{{firstName}}\n\n{{survey}}\n\n{{optOut}}' },
      { seen: 0, by },
    );
    const [sample] = await app.get(DeliverySamples).of(email);
    if (!sample) throw new Error('There are sample people.');
    const subject = { ...sample.subject, firstName: '<b>{{brand}}</b>\uE001\r\nBcc: x@example.test' };
    const reworded = await app.get(DeliveryRewording).inForce();
    const message = reworded(app.get(DeliveryWriting).survey(sample.claimed, subject), sample.claimed, subject);
    expect(message.subject).toBe('Pour <b>{{brand}}</b> Bcc: x@example.test');
    expect(message.html).toContain('&lt;b&gt;{{brand}}&lt;/b&gt;');
    expect(message.html).not.toContain('<b>');
    expect(message.html?.match(/\/u\/[\w-]+"/g)).toHaveLength(1);
    expect(message.headers).toHaveProperty('List-Unsubscribe');
  });
});

describe('words of a letter', () => {
  const help: Slot = { ...sms, kind: 'help' };
  const letter = (template: string, view: object = {}, channel: 'sms' | 'email' = 'sms'): Letter => ({
    customer: '00000000-0000-7000-8000-000000000000',
    site: null,
    channel,
    kind: 'conversation',
    language: 'fr',
    template,
    view,
  });
  const composed = (one: Letter) => app.get(DeliveryLetters).compose(one, '+33639980000');

  it('go out in place of ours, and ours again once they are taken back', async () => {
    expect((await composed(letter('help'))).text).toMatch(/nous demandons leur avis/);
    const saved = await templates.save(
      help,
      { subject: null, body: '{{brand}} vous écoute. STOP pour cesser.' },
      { seen: 0, by },
    );
    expect(await composed(letter('help'))).toMatchObject({
      text: 'Chaudfroid vous écoute. STOP pour cesser.',
      template: saved.id,
    });
    await templates.restore(help, 0, { seen: 1, by });
    expect((await composed(letter('help'))).text).toMatch(/nous demandons leur avis/);
  });

  it('keep every accent where the team wants them, at their cost', async () => {
    const typed = { subject: null, body: 'Reçu, ça va être lu. STOP', gsm7: false };
    await templates.save(help, typed, { seen: 2, by });
    expect(await composed(letter('help'))).toMatchObject({ text: 'Reçu, ça va être lu. STOP', segments: 1 });
    await templates.save(help, { ...typed, gsm7: true }, { seen: 3, by });
    expect((await composed(letter('help'))).text).toBe('Recu, ca va etre lu. STOP');
  });

  it('hold the promise and its hour', async () => {
    const slot: Slot = { ...sms, kind: 'answering-thanks' };
    const body = 'Merci !{{#if day}} À {{day}}, {{from}}.{{/if}} {{hours}}{{rest}}';
    await templates.save(slot, { subject: null, body }, { seen: 0, by });
    const view = { team: null, by: null, slot: { day: 'jeudi', from: '15:00', to: '16:00' }, hours: null, rest: null };
    expect((await composed(letter('answering-thanks', view))).text).toBe('Merci ! A jeudi, 15:00.');
  });

  it('lead to the review in an e-mail, whatever its note says', async () => {
    const slot: Slot = { ...email, kind: 'review-refused' };
    const typed = { subject: 'Refusé : {{reason}}', body: 'Motif : {{reason}}\n{{note}}\n\n{{link}}' };
    await templates.save(slot, typed, { seen: 0, by });
    const view = {
      reason: 'off-topic',
      note: '<b>x</b>\uE001',
      link: 'https://x.test/s/abc',
      mine: 'https://x.test/u/abc/mine',
    };
    const message = await composed(letter('review-refused', view, 'email'));
    expect(message.subject).toBe('Refusé : Hors sujet');
    expect(message.html).toContain('&lt;b&gt;x&lt;/b&gt;');
    expect(message.html?.match(/href="https:\/\/x\.test\/s\/abc"/g)).toHaveLength(1);
    expect(message.text).toContain('https://x.test/s/abc');
  });
});

describe('words of a brand', () => {
  const outlet: Slot = { ...sms, brand: 'outlet', kind: 'reminder', language: 'en' };
  const main: Slot = { ...outlet, brand };
  const says = (text: string) => ({ subject: null, body: `${text} {{brand}}: {{survey}} {{optOut}}` });

  it('are the default brand’s until it has its own, and again once they are taken back', async () => {
    await app.get(Brands).save({ key: 'outlet', name: 'Alizé Outlet', colour: '#aa3300' });
    const first = await templates.save(main, says('Main'), { seen: 0, by });
    const sent = async (slot: Slot) => (await written(slot))[0];
    expect(await sent(outlet)).toMatchObject({
      template: first.id,
      text: expect.stringMatching(/^Main Alizé Outlet: /),
    });
    expect((await templates.starter(outlet)).body).toContain('Main {{brand}}');
    const own = await templates.save(outlet, says('Own'), { seen: 0, by });
    expect((await sent(outlet))?.template).toBe(own.id);
    expect((await sent(main))?.template).toBe(first.id);
    await templates.restore(outlet, 0, { seen: 1, by });
    expect((await sent(outlet))?.template).toBe(first.id);
  });

  it('are chosen on the screen, and saved for that brand alone', async () => {
    const path = '/message-templates/email/reminder/fr';
    const list = await app.asAdmin('GET', '/message-templates?brand=outlet');
    expect(list.text).toContain(`${path}?brand&#x3D;outlet`);
    expect((await app.asAdmin('GET', `${path}?brand=outlet`)).text).toContain('Alizé Outlet');
    expect((await app.asAdmin('GET', `${path}?brand=nobody`)).status).toBe(404);
    const typed = { subject: 'Outlet', body: 'Un mot : {{survey}} {{optOut}}', seen: '0' };
    expect((await app.asAdmin('POST', `${path}?brand=outlet`, typed)).status).toBe(303);
    const slot: Slot = { ...email, kind: 'reminder' };
    expect(await templates.history(slot)).toEqual([]);
    expect(await templates.history({ ...slot, brand: 'outlet' })).toMatchObject([{ subject: 'Outlet' }]);
  });
});

describe('the screen of a message', () => {
  const path = '/message-templates/sms/invitation/fr';

  it('is of messages that there are', async () => {
    expect((await app.asAdmin('GET', '/message-templates/sms/answering-thanks/en')).text).toContain('{{hours}}');
    expect((await app.asAdmin('GET', '/message-templates/email/help/fr')).status).toBe(404);
    const shown = await app.asAdmin('POST', '/message-templates/sms/answering-help/fr/preview', {
      body: 'Un mot : {{how}}',
    });
    expect(shown.text).toContain('Un mot : Répondez OUI ou NON.');
  });

  it('lists every message, and shows one with its variables', async () => {
    expect((await app.asAdmin('GET', '/message-templates')).text).toContain(path);
    expect((await app.asAdmin('GET', path)).text).toContain('{{survey}}');
  });

  it('comes back with what was typed and the line at fault', async () => {
    const refused = await app.asAdmin('POST', path, { body: 'un\n{{nom}} {{survey}} {{optOut}}', seen: '2' });
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(/Texte, ligne 2.*nom.*n’existe pas/);
    expect(refused.text).toContain('{{nom}} {{survey}}');
  });

  it('keeps what was typed when somebody saved first', async () => {
    const late = await app.asAdmin('POST', path, { body: 'Trop tard : {{survey}} {{optOut}}', seen: '0' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Trop tard');
    expect(late.text).toMatch(/Hugo a enregistré/);
  });

  it('shows what is typed to sample people, with what it costs', async () => {
    const shown = await app.asAdmin('POST', `${path}/preview`, { body: '{{brand}} {{survey}} {{optOut}}' });
    expect(shown.status).toBe(200);
    expect(shown.text).toMatch(/1 SMS facturé/);
    expect(shown.text).toMatch(/0,0725\s€ vers la France/u);
    expect(shown.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
    const broken = await app.asAdmin('POST', `${path}/preview`, { body: '{{#if}}' });
    expect(broken.text).toMatch(/Texte/);
  });
});
