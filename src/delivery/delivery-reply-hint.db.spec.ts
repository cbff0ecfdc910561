import type { Type } from '@nestjs/common';
import { DeliveryModule } from '#delivery';
import { CONFIG, type Config } from '#platform/config';
import { Brands, DEFAULT_BRAND } from '#platform/brand';
import { Clock } from '#platform/clock';
import { Words } from '#platform/i18n';
import { SmsTransport } from '#platform/sms';
import { countSegments } from '#platform/sms-text';
import { Templates, WrittenTexts } from '#platform/templates';
import type { Language, Scale } from '#platform/values';
import type { Question } from '#surveys';
import { startApp, type App } from '../../test/support/app.ts';
import { DeliveryEdited } from './delivery-edited.service.ts';
import { DeliveryEditedLetters } from './delivery-edited-letters.service.ts';
import { DeliverySamples } from './delivery-samples.service.ts';
import { DeliveryTemplateChecks } from './delivery-template-checks.service.ts';
import { DeliveryTried } from './delivery-tried.service.ts';
import { DeliveryTemplates } from './delivery-templates.service.ts';
import { DeliveryWriting } from './delivery-writing.service.ts';
import type { Slot } from './rules/edited-template.ts';

const CODE = '38111';
const NAME = 'Alize';
/** A pool of numbers, and one of names only. */
const [POOL, NAMES] = [`MG${'1'.repeat(32)}`, `MG${'2'.repeat(32)}`];

let app: App;
beforeAll(async () => {
  app = await startApp(DeliveryModule);
}, 60_000);
afterAll(() => app.close());

/** The very parts that write, under this sender. */
function writers(
  from: string,
  shortUrl = 'https://avis.example.fr',
): { writing: DeliveryWriting; edited: DeliveryEdited; checks: DeliveryTemplateChecks } {
  const known = app.get<Config>(CONFIG as unknown as Type<Config>);
  const twilio = {
    accountSid: `AC${'0'.repeat(32)}`,
    authToken: 'x'.repeat(32),
    secondaryToken: null,
    sender: from.startsWith('MG') ? { messagingServiceSid: from } : { from },
    oneWay: from === NAMES,
  };
  const config: Config = { ...known, publicUrl: 'https://avis.example.fr', shortUrl, twilio };
  const [templates, words, clock, sms] = [app.get(Templates), app.get(Words), app.get(Clock), new SmsTransport(config)];
  const edited = new DeliveryEdited(app.get(WrittenTexts), templates, words, sms, clock, config);
  const tried = new DeliveryTried(app.get(Brands), app.get(DeliverySamples), edited, app.get(DeliveryEditedLetters));
  return {
    edited,
    checks: new DeliveryTemplateChecks(app.get(WrittenTexts), tried, sms),
    writing: new DeliveryWriting(templates, words, sms, clock, config),
  };
}

const slot = (kind: Slot['kind'], language: Language): Slot => ({
  brand: DEFAULT_BRAND,
  channel: 'sms',
  kind,
  language,
});

async function texts(from: string, kind: Slot['kind'], language: Language, questions?: Question[]) {
  const samples = await app.get(DeliverySamples).of(slot(kind, language), questions);
  return samples.map(({ claimed, subject }) => writers(from).writing.survey(claimed, subject).text);
}

const KINDS = ['invitation', 'reminder'] as const;
const scaled = (kind: Scale): Question => ({ key: 'a', kind, text: { fr: 'Une question ?', en: 'A question?' } });

describe('a text that asks', () => {
  it.each(
    KINDS.flatMap(
      (kind) =>
        [
          [kind, 'fr', 'Répondez 1 à 5 (5 = top) ou', CODE],
          [kind, 'en', 'Reply 1 to 5 (5 = great) or', POOL],
        ] as const,
    ),
  )('%s in %s says how to reply where replies are read, in one segment', async (kind, language, how, from) => {
    for (const text of await texts(from, kind, language)) {
      expect(text).toContain(how);
      expect(text).toMatch(/https:\/\/avis\.example\.fr\/s\/\S+ .*STOP/);
      expect(countSegments(text).segments).toBe(1);
    }
  });

  it.each(
    KINDS.flatMap(
      (kind) =>
        [
          [kind, 'fr', NAME],
          [kind, 'en', NAMES],
        ] as const,
    ),
  )('%s in %s says nothing of it under %s: names take no replies', async (kind, language, from) => {
    for (const text of await texts(from, kind, language)) {
      expect(text).not.toMatch(/Répondez|Reply|STOP/);
      expect(text).toContain('https://avis.example.fr/u/');
    }
  });

  it.each<[Scale, string, string]>([
    ['nps', 'Répondez 0 à 10', 'Reply 0 to 10'],
    ['csat', 'Répondez 1 à 5', 'Reply 1 to 5'],
    ['ces7', 'Répondez 1 à 7', 'Reply 1 to 7'],
    ['ces5', 'Répondez 1 à 5', 'Reply 1 to 5'],
    ['rating', 'Répondez 1 à 5', 'Reply 1 to 5'],
    ['thumbs', 'Répondez OUI ou NON', 'Reply YES or NO'],
  ])('asks the question itself where it fits: %s', async (kind, french, english) => {
    for (const [language, question, how] of [
      ['fr', 'Une question ?', french],
      ['en', 'A question?', english],
    ] as const)
      for (const text of await texts(CODE, 'invitation', language, [scaled(kind)]))
        expect(text).toContain(`${question} ${how}`);
  });

  it('leaves out a question that is too long, and a yes or no that would stand alone', async () => {
    const long = { fr: 'Une question '.repeat(12), en: 'A question '.repeat(12) };
    for (const text of await texts(CODE, 'invitation', 'fr', [{ ...scaled('csat'), text: long }])) {
      expect(text).toContain('Répondez 1 à 5');
      expect(text).not.toContain('Une question');
      expect(countSegments(text).segments).toBe(1);
    }
    for (const text of await texts(CODE, 'invitation', 'fr', [{ ...scaled('thumbs'), text: long }]))
      expect(text).not.toContain('Répondez');
  });

  it('says nothing of it where no figure is asked first', async () => {
    const words: Question = { ...scaled('csat'), kind: 'text' };
    const grid: Question = { ...scaled('rating'), rows: [{ key: 'r', text: { fr: 'Accueil', en: 'Welcome' } }] };
    for (const first of [words, grid])
      for (const text of await texts(CODE, 'invitation', 'fr', [first, scaled('csat')]))
        expect(text).not.toContain('Répondez');
  });
});

describe('a text of the team', () => {
  /** Written on the day after the one with the longest name. */
  const LONGEST = new Date('2026-09-30T10:00:00Z');

  it.each(['fr', 'en'] as const)('may say how to reply by a name of its own: %s', async (language) => {
    for (const kind of KINDS) {
      const template = {
        channel: 'sms',
        subject: null,
        gsm7: true,
        body: (await app.get(DeliveryTemplates).starter(slot(kind, language))).body,
      } as const;
      const samples = await app.get(Clock).at(LONGEST, () => app.get(DeliverySamples).of(slot(kind, language)));
      for (const { claimed, subject } of samples) {
        const [both, one] = [writers(CODE), writers(NAME)].map(({ edited }) =>
          edited.write(template, claimed, subject),
        );
        expect(both?.text).toMatch(/Répondez 1 à 5|Reply 1 to 5/);
        expect([both?.text, both?.segments]).toEqual([both?.text, 1]);
        expect(one?.text).not.toMatch(/Répondez|Reply/);
      }
    }
  });

  it('may not tell people to write STOP to a sender that is a name', async () => {
    const typed = { subject: null, body: 'Votre avis : {{survey}} Refus : STOP' };
    const faults = async (from: string) => writers(from).checks.faultsOf(slot('invitation', 'fr'), typed);
    expect(await faults(CODE)).toEqual([]);
    expect(await faults(NAME)).toMatchObject([{ path: 'body', code: 'no-opt-out' }]);
  });
});

it('links in texts are on the short domain, those in e-mails where everything is', async () => {
  const { writing, edited } = writers(CODE, 'https://ex.fr');
  const [sample] = await app.get(DeliverySamples).of(slot('invitation', 'fr'));
  const [mail] = await app.get(DeliverySamples).of({ ...slot('invitation', 'fr'), channel: 'email' });
  if (!sample || !mail) throw new Error('There are sample people.');
  const own = { channel: 'sms', subject: null, gsm7: true, body: 'Votre avis : {{survey}} {{optOut}}' } as const;
  const texts = [writing.survey(sample.claimed, sample.subject), edited.write(own, sample.claimed, sample.subject)];
  for (const { text } of texts) expect(text).toContain(`https://ex.fr/s/${sample.claimed.token}`);
  expect(writing.survey(mail.claimed, mail.subject).text).toContain('https://avis.example.fr/s/');
});
