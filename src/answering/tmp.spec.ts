import { mkdirSync, writeFileSync } from 'node:fs';
import { Words } from '#platform/i18n';
import { Templates } from '#platform/templates';
import { shadesOf } from '#platform/brand';
import { questionViews } from './answering-questions.views.ts';
import type { Question } from '#surveys';

const q = (key: string, kind: Question['kind'], fr: string, en: string, more: Partial<Question> = {}): Question => ({
  key,
  kind,
  text: { fr, en },
  ...more,
});
const nps = q(
  'nps',
  'nps',
  'Quelle est la probabilité que vous recommandiez nos magasins à un proche ou un collègue ?',
  'How likely are you to recommend our stores to a friend or colleague?',
  { required: true },
);
const csat = q('csat', 'csat', 'Êtes-vous satisfait de votre visite ?', 'How satisfied are you with your visit?', {
  required: true,
});
const ces = q(
  'ces',
  'ces7',
  'Nous vous avons facilité le traitement de votre demande.',
  'We made it easy for you to handle your request.',
  { required: true },
);
const ces5 = q('ces5', 'ces5', 'Le paiement a été simple.', 'Paying was easy.');
const rating = q('stars', 'rating', 'Quelle note donnez-vous à l’accueil ?', 'How do you rate the welcome?');
const thumbs = q(
  'thumbs',
  'thumbs',
  'Avez-vous trouvé ce que vous cherchiez ?',
  'Did you find what you were looking for?',
);
const reason = q('reason', 'choice', 'Qu’est-ce qui a le plus compté ?', 'What mattered most?', {
  choices: [
    ['wait', 'L’attente', 'The wait'],
    ['welcome', 'L’accueil', 'The welcome'],
    ['price', 'Le prix', 'The price'],
  ].map(([key, fr, en]) => ({ key: key!, text: { fr: fr!, en: en! } })),
});
const reasons = { ...reason, key: 'reasons', kind: 'choices' as const };
const comment = q('comment', 'text', 'Qu’est-ce qui explique votre note ?', 'What explains your score?');
const contact = q(
  'contact',
  'contact',
  'Souhaitez-vous qu’un responsable vous rappelle ?',
  'Would you like a manager to call you back?',
  { showIf: { question: 'csat', op: 'lte', value: 2 } },
);
const publish = q('publish', 'publish', 'Publier votre avis ?', 'Publish your review?');
const base = {
  action: '/s/abc',
  save: '/api/v1/public/surveys/abc/answers',
  optOut: '/u/abc',
  until: '2026-06-02T10:00:00Z',
  subject: { words: 'both', touchpoint: 'Visite en magasin', site: 'Lyon Part-Dieu', at: '2026-05-18T15:00:00Z' },
};
const survey = (
  questions: Question[],
  answers: Record<string, unknown> = {},
  errors: [string, string][] = [],
  more: object = {},
) => ({
  ...base,
  failed: errors.length > 0,
  answered: false,
  page: 1,
  progress: null,
  more: false,
  back: false,
  asked: questions.map((x) => x.key).join(' '),
  questions: questionViews(questions, {
    answers,
    language: 'fr',
    brand: 'Chez Nous',
    defaultName: 'Léa M.',
    errors: new Map(errors),
  }),
  ...more,
});
const doc = {
  language: 'fr',
  dir: 'ltr',
  brand: 'Chez Nous',
  style: '',
  script: null,
  others: [{ language: 'en', href: '/s/abc?lang=en' }],
};
const cases = {
  store: survey([csat, comment, contact, publish]),
  order: survey([nps, comment]),
  call: survey([ces, comment]),
  kinds: survey(
    [ces5, rating, thumbs, reason, reasons],
    { stars: 4, thumbs: 1, reason: 'welcome', reasons: ['wait', 'price'] },
    [],
    { page: 2, progress: { page: 2, of: 3 }, more: true, back: true },
  ),
  refused: survey(
    [csat, comment, contact, publish],
    { comment: 'Trop d’attente <b>"ici"</b>', publish: { displayName: 'Zoé' } },
    [['csat', 'required']],
  ),
  answered: survey([nps, comment], { nps: 9, comment: 'Très bien' }, [], { answered: true }),
};
it('x', () => {
  const templates = new Templates(new Words({ missing: 'throw' }));
  const tidy = (s: string) => s.replace(/\n\s*/g, '').trim();
  const style = tidy(templates.renderHtml('answering/_style', shadesOf('#1f6b5c'), { language: 'fr' }));
  const script = tidy(templates.renderHtml('answering/_script', {}, { language: 'fr' }));
  console.log('style', style.length, 'script', Buffer.byteLength(script));
  mkdirSync('/tmp/g-pages', { recursive: true });
  const put = (name: string, template: string, view: object, language: 'fr' | 'en') => {
    const html = templates
      .renderHtml(template, { ...view, doc: { ...doc, language, style, script } }, { language })
      .replace(/\n\s*(?=<)/g, '\n');
    writeFileSync(`/tmp/g-pages/${name}.html`, html);
    console.log(name, Buffer.byteLength(html));
  };
  const put2 = (file: string, list: [string, object][]) =>
    writeFileSync(
      `templates/${file}.sample.json`,
      JSON.stringify(
        list.map(([c, view]) => ({ case: c, view })),
        null,
        2,
      ) + '\n',
    );
  for (const [name, view] of Object.entries(cases)) put(name, 'answering/survey', view, 'fr');
  put2(
    'pages/answering/survey',
    Object.entries(cases).map(([c, view]) => [c, { ...view, doc }]),
  );
  const thanks = {
    callback: null,
    review: null,
    followUp: null,
    action: '/s/abc',
    correct: '/s/abc',
    until: base.until,
  };
  const t: [string, object][] = [
    ['plain', thanks],
    [
      'called back',
      {
        ...thanks,
        callback: { team: 'L’équipe de Lyon Part-Dieu', by: '2026-05-19T10:00:00Z' },
        review: 'pending',
        followUp: { key: 'comment', max: 2000 },
      },
    ],
    [
      'called back by nobody yet',
      { ...thanks, callback: { team: null, by: '2026-05-19T10:00:00Z' }, review: 'published' },
    ],
  ];
  t.forEach(([c, v], i) => put(`thanks${i}`, 'answering/thanks', v, 'fr'));
  put2(
    'pages/answering/thanks',
    t.map(([c, v]) => [c, { ...v, doc: { ...doc, others: [] } }]),
  );
  const n: [string, object][] = ['unknown', 'expired', 'closed', 'busy'].map((kind) => [kind, { kind }]);
  put('notice', 'answering/notice', n[1]![1], 'fr');
  put2(
    'pages/answering/notice',
    n.map(([c, v]) => [c, { ...v, doc: { ...doc, others: [] } }]),
  );
  put('optout', 'answering/opt-out', { choices: ['all', 'sms'], action: '/u/abc' }, 'fr');
  put2('pages/answering/opt-out', [
    ['by sms', { choices: ['all', 'sms'], action: '/u/abc', doc }],
    ['by e-mail', { choices: ['all', 'email'], action: '/u/abc', doc }],
  ]);
  put('optedout', 'answering/opted-out', { state: 'done', channel: 'all', action: '/u/abc' }, 'fr');
  put2(
    'pages/answering/opted-out',
    ['done', 'undone'].flatMap((state) =>
      ['all', 'sms', 'email'].map((channel): [string, object] => [
        `${state} ${channel}`,
        { state, channel, action: '/u/abc', doc: { ...doc, others: [] } },
      ]),
    ),
  );
  put2(
    'sms/answering-question',
    ['csat', 'nps', 'ces7', 'ces5', 'rating', 'thumbs', 'contact', 'text'].map((how): [string, object] => [
      how,
      { question: 'Êtes-vous satisfait de votre visite ?', how },
    ]),
  );
  put2(
    'sms/answering-help',
    ['csat', 'nps', 'ces7', 'ces5', 'rating', 'thumbs'].map((how): [string, object] => [how, { how }]),
  );
  put2('sms/answering-thanks', [
    ['plain', { team: null, by: null }],
    ['called back', { team: 'L’équipe de Lyon', by: 'mardi 19 mai à 12:00' }],
    ['called back by nobody yet', { team: null, by: 'mardi 19 mai à 12:00' }],
  ]);
});
