import { v7 } from 'uuid';
import { CustomersService, type Customer } from '#customers';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import type { Response } from '#responses';
import { SurveysService } from '#surveys';
import { aroundPages, startStation, type Station } from '../../test/support/station.ts';
import { ReviewsClocks } from './reviews-clocks.service.ts';
import { ReviewsListing } from './reviews-listing.service.ts';
import { ReviewsModule } from './reviews.module.ts';
import { ReviewsService } from './reviews.service.ts';
import { summaryView } from './reviews.views.ts';

const ANSWERED = new Date('2026-05-19T08:00:00Z');
const DAY_MS = 86_400_000;

let station: Station;
let reviews: ReviewsService;
let clocks: ReviewsClocks;
let listing: ReviewsListing;
let db: Database;
let clock: Clock;
let customer: Customer;
let questionnaire: string;

beforeAll(async () => {
  station = await startStation(...aroundPages(), ReviewsModule);
  reviews = station.get(ReviewsService);
  clocks = station.get(ReviewsClocks);
  listing = station.get(ReviewsListing);
  db = station.get(Database);
  clock = station.get(Clock);
  customer = (await station.get(CustomersService).upsert({ externalId: 'c-1', firstName: 'Léa' })).customer;
  const asked = { key: 'csat', kind: 'csat' as const, text: { fr: 'Satisfait ?' } };
  const version = await station
    .get(SurveysService)
    .publishVersion('csat-store', { name: 'Magasin', temperature: 'hot', questions: [asked] });
  questionnaire = version.id;
}, 60_000);

afterAll(() => station.close());

async function anAnswer({
  site = 'lyon-2',
  score = 4,
  comment = 'Accueil très agréable.',
  displayName = 'Léa M.',
  ...more
} = {}): Promise<Response> {
  const answers = { csat: score, comment, ...(displayName && { publish: { displayName } }) };
  const answer: Response = {
    id: v7(),
    invitation: null,
    customer: customer.id,
    interaction: null,
    touchpoint: 'store-visit',
    questionnaireVersion: questionnaire,
    temperature: 'hot',
    site,
    agent: null,
    segment: null,
    channel: 'web',
    language: 'fr',
    answers,
    metric: 'csat',
    score,
    comment,
    complete: true,
    version: 1,
    occurredAt: ANSWERED,
    answeredAt: ANSWERED,
    updatedAt: ANSWERED,
    settledAt: null,
    ...more,
  };
  await db.query(
    `insert into response (id, customer_id, questionnaire_version_id, temperature, channel, language, answers, complete, answered_at, updated_at)
     values ($1, $2, $3, 'hot', 'web', 'fr', $4, true, $5, $5)`,
    [answer.id, customer.id, questionnaire, JSON.stringify(answers), ANSWERED],
  );
  return answer;
}

/** At an instant of the story. */
const at = <T>(days: number, act: () => Promise<T>): Promise<T> =>
  clock.at(new Date(ANSWERED.getTime() + days * DAY_MS), act);

async function offered(answer: Partial<Parameters<typeof anAnswer>[0]> = {}): Promise<string> {
  const found = await at(0, async () => reviews.consider(await anAnswer(answer)));
  if (!found) throw new Error('The answer was not offered.');
  return found.id;
}

describe('an answer offered for publication', () => {
  it('waits, with its flags, until somebody decides', async () => {
    const review = await reviews.byId(await offered({ comment: 'Rappelez-moi au 06 12 34 56 78.' }));
    expect(review).toMatchObject({
      status: 'pending',
      stars: 4,
      displayName: 'Léa M.',
      flags: [{ kind: 'phone', start: 16, end: 30 }],
    });
    expect(review.publishBy).toEqual(new Date(ANSWERED.getTime() + 7 * DAY_MS));
  });

  it('is none without consent, and none while it is not complete', async () => {
    expect(await reviews.consider(await anAnswer({ displayName: '' }))).toBeNull();
    expect(await reviews.consider({ ...(await anAnswer()), complete: false })).toBeNull();
  });

  it('is heard twice and offered once', async () => {
    const answer = await anAnswer();
    const first = await reviews.consider(answer);
    expect((await reviews.consider(answer))?.id).toBe(first?.id);
  });

  it('is withdrawn when its author takes the consent back, even once published', async () => {
    const answer = await anAnswer({ site: 'withdrawn' });
    const { id } = (await reviews.consider(answer)) ?? { id: '' };
    await reviews.publish(id);
    await reviews.consider({ ...answer, version: 2, answers: { csat: 4, publish: false } });
    expect((await reviews.byId(id)).status).toBe('withdrawn');
    expect(summaryView(await listing.counts('withdrawn')).count).toBe(0);
  });

  it('written again waits again, its former version kept', async () => {
    const answer = await anAnswer({ site: 'rewritten' });
    const { id } = (await reviews.consider(answer)) ?? { id: '' };
    await reviews.publish(id);
    await reviews.consider({ ...answer, version: 2, comment: 'Finalement déçu.', score: 2 });
    expect(await reviews.byId(id)).toMatchObject({
      status: 'pending',
      text: 'Finalement déçu.',
      score: 2,
      publishedAt: null,
    });
    expect(await db.query('select text, score from review_version where review_id = $1', [id])).toEqual([
      { text: 'Accueil très agréable.', score: 4 },
    ]);
    expect(summaryView(await listing.counts('rewritten')).count).toBe(0);
  });
});

describe('a decision', () => {
  it('publishes one star and five alike, and both make the plain average', async () => {
    for (const score of [1, 5]) await reviews.publish(await offered({ site: 'paris-11', score }));
    expect(summaryView(await listing.counts('paris-11'))).toMatchObject({ count: 2, average: 3 });
  });

  it('is made once: the second moderator is told what was decided', async () => {
    const id = await offered();
    const both = await Promise.allSettled([reviews.publish(id), reviews.refuse(id, 'off-topic'), reviews.publish(id)]);
    expect(both.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
    await expect(reviews.unpublish(await offered(), 'fake')).rejects.toMatchObject({
      status: 409,
      more: { states: ['published'] },
    });
  });

  it('can be taken back', async () => {
    const id = await offered({ site: 'undo' });
    await reviews.publish(id);
    await reviews.takeBack(id);
    expect(await reviews.byId(id)).toMatchObject({ status: 'pending', publishedAt: null });
    expect(summaryView(await listing.counts('undo')).count).toBe(0);
  });

  it('never changes a word: the database itself refuses', async () => {
    const id = await offered();
    await expect(db.query(`update review set text = 'Parfait' where id = $1`, [id])).rejects.toThrow(
      'written by its author only',
    );
  });

  it('masks what was flagged and nothing else, visibly', async () => {
    const id = await offered({ comment: 'Rappelez-moi au 06 12 34 56 78.' });
    expect(await reviews.maskFlagged(id)).toMatchObject({
      text: 'Rappelez-moi au 06 12 34 56 78.',
      masks: [{ start: 16, end: 30 }],
    });
    await expect(reviews.mask(id, { start: 10, end: 400 })).rejects.toMatchObject({ status: 422 });
  });

  it('falls to publication at the latest date, not a minute before', async () => {
    const id = await offered({ site: 'due', score: 1 });
    await at(7 - 1 / 1440, () => clocks.publishDue());
    expect((await reviews.byId(id)).status).toBe('pending');
    while ((await at(7, () => clocks.publishDue())) > 0);
    expect(await reviews.byId(id)).toMatchObject({ status: 'published', decidedBy: 'system' });
  });
});

describe('a decision about a text that its author writes again meanwhile', () => {
  const again = { version: 2, comment: 'Finalement déçu.', score: 2 };

  it('is refused, whatever it is, with the new text', async () => {
    const answer = await anAnswer();
    const { id } = (await reviews.consider(answer)) ?? { id: '' };
    await reviews.consider({ ...answer, ...again });
    for (const act of [
      () => reviews.publish(id, 1),
      () => reviews.refuse(id, 'off-topic', null, 1),
      () => reviews.mask(id, { start: 0, end: 5 }, 1),
      () => reviews.maskFlagged(id, 1),
    ]) {
      const more = { revision: 2, text: again.comment };
      await expect(act()).rejects.toMatchObject({ status: 409, kind: 'review-written-again', more });
    }
    expect(await reviews.byId(id)).toMatchObject({ status: 'pending', masks: [], revision: 2 });
    expect(await reviews.publish(id, 2)).toMatchObject({ status: 'published', text: again.comment });
  });

  it('never makes public what nobody read, nor moves the average twice', async () => {
    for (let round = 0; round < 10; round++) {
      const site = `race-${round}`;
      const answer = await anAnswer({ site });
      const { id } = (await reviews.consider(answer)) ?? { id: '' };
      if (round % 2) await reviews.publish(id);
      const decide = () => (round % 2 ? reviews.refuse(id, 'off-topic', null, 1) : reviews.publish(id, 1));
      await Promise.allSettled([decide(), reviews.consider({ ...answer, ...again })]);
      expect(await reviews.byId(id)).toMatchObject({ status: 'pending', text: again.comment });
      expect(summaryView(await listing.counts(site)).count).toBe(0);
    }
  });

  it('nor publishes at the date of the former text', async () => {
    const answer = await anAnswer({ site: 'late' });
    const { id } = (await at(0, () => reviews.consider(answer))) ?? { id: '' };
    await Promise.all([at(7, () => clocks.publishDue()), at(7, () => reviews.consider({ ...answer, ...again }))]);
    expect((await reviews.byId(id)).status).toBe('pending');
  });

  it('keeps both masks of two moderators at once', async () => {
    const id = await offered({ comment: 'Rappelez-moi au 06 12 34 56 78.' });
    await Promise.all([reviews.mask(id, { start: 0, end: 5 }), reviews.mask(id, { start: 16, end: 30 })]);
    expect((await reviews.byId(id)).masks).toEqual([
      { start: 0, end: 5 },
      { start: 16, end: 30 },
    ]);
  });
});
