import { v7 } from 'uuid';
import { CustomersService } from '#customers';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { SurveysService } from '#surveys';
import { UsersService } from '#users';
import { startApp, type App } from '../../test/support/app.ts';
import { ReviewsClaims } from './reviews-claims.service.ts';
import { ReviewsModule } from './reviews.module.ts';
import { ReviewsService } from './reviews.service.ts';

const READ = { revision: '1' };

let app: App;
let claims: ReviewsClaims;
let julie: string;
let hugo: string;

beforeAll(async () => {
  app = await startApp(ReviewsModule);
  claims = app.get(ReviewsClaims);
  const add = async (name: string, email: string) =>
    (await app.get(UsersService).add({ name, email, role: 'marketing', language: 'fr' })).user.id;
  [julie, hugo] = [await add('Julie Bernard', 'julie@example.test'), await add('Hugo Petit', 'hugo@example.test')];
}, 60_000);

afterAll(() => app.close());

async function aReview(): Promise<string> {
  return (await aReviewed()).id;
}

async function aReviewed() {
  const { customer } = await app.get(CustomersService).upsert({ externalId: `c-${v7()}`, firstName: 'Léa' });
  const asked = { key: 'csat', kind: 'csat' as const, text: { fr: 'Satisfait ?' } };
  const version = await app
    .get(SurveysService)
    .publishVersion('csat-store', { name: 'Magasin', temperature: 'hot', questions: [asked] });
  const now = app.get(Clock).now();
  const answers = { csat: 4, publish: { displayName: 'Léa M.' } };
  const answer = {
    ...{ id: v7(), invitation: null, customer: customer.id, interaction: null, touchpoint: 'store-visit' },
    ...{ questionnaireVersion: version.id, temperature: 'hot' as const, site: null, agent: null, segment: null },
    ...{ channel: 'web' as const, language: 'fr' as const, answers, metric: 'csat' as const, score: 4 },
    ...{ comment: 'Accueil agréable.', complete: true, version: 1, occurredAt: now, answeredAt: now, updatedAt: now },
    settledAt: null,
  };
  await app.get(Database).query(
    `insert into response (id, customer_id, questionnaire_version_id, temperature, channel, language, answers, complete, answered_at, updated_at)
     values ($1, $2, $3, 'hot', 'web', 'fr', $4, true, $5, $5)`,
    [answer.id, customer.id, version.id, JSON.stringify(answers), now],
  );
  return { answer, id: (await app.get(ReviewsService).consider(answer))?.id ?? '' };
}

const after = <T>(minutes: number, act: () => Promise<T>) => {
  const clock = app.get(Clock);
  return clock.at(new Date(clock.now().getTime() + minutes * 60_000), act);
};

describe('a review that somebody looks at', () => {
  it('is theirs for some minutes, and anybody’s after that', async () => {
    const id = await aReview();
    await claims.claim(id, julie);
    await expect(claims.claim(id, hugo)).rejects.toMatchObject({ status: 409, more: { holder: 'Julie Bernard' } });
    await after(4, () => expect(claims.claim(id, hugo)).rejects.toMatchObject({ kind: 'review-claimed' }));
    await after(4, () => claims.claim(id, julie));
    await after(6, () => expect(claims.claim(id, hugo)).rejects.toMatchObject({ status: 409 }));
    await after(10, () => claims.claim(id, hugo));
  });

  it('goes to one of two who come at once', async () => {
    const id = await aReview();
    const both = await Promise.allSettled([claims.claim(id, julie), claims.claim(id, hugo)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is nobody’s once it is decided', async () => {
    const id = await aReview();
    await claims.claim(id, julie);
    await app.get(ReviewsService).publish(id);
    await claims.claim(id, hugo);
  });
});

describe('the list of the moderator', () => {
  it('says who is on a review, and refuses what another does to it', async () => {
    const id = await aReview();
    await claims.claim(id, julie);
    expect((await app.asAdmin('GET', '/reviews')).text).toContain('Julie Bernard s’en occupe');
    const asked = await app.asAdmin('POST', `/reviews/${id}/claim`, {});
    expect([asked.status, asked.text.includes('Julie Bernard')]).toEqual([409, true]);
    expect((await app.asAdmin('POST', `/reviews/${id}/publish`, READ)).status).toBe(409);
    expect((await app.get(ReviewsService).byId(id)).status).toBe('pending');
    expect((await app.asAdmin('POST', `/reviews/${v7()}/claim`, {})).status).toBe(404);
  });

  it('lets whoever came first decide', async () => {
    const id = await aReview();
    expect((await app.asAdmin('POST', `/reviews/${id}/claim`, {})).status).toBe(200);
    await expect(claims.claim(id, julie)).rejects.toMatchObject({ status: 409 });
    expect((await app.asAdmin('POST', `/reviews/${id}/publish`, READ)).status).toBe(303);
  });

  it('shows what was written again instead of deciding, and takes no decision that does not say what was read', async () => {
    const { answer, id } = await aReviewed();
    await app.get(ReviewsService).consider({ ...answer, version: 2, comment: 'Finalement déçu.' });
    const late = await app.asAdmin('POST', `/reviews/${id}/publish`, READ);
    expect([late.status, late.text.includes('vient de réécrire'), late.text.includes('Finalement déçu.')]).toEqual([
      409,
      true,
      true,
    ]);
    expect(late.text).toContain('name="revision" value="2"');
    expect((await app.asAdmin('POST', `/reviews/${id}/publish`, {})).status).toBe(422);
    expect((await app.api('POST', `/api/v1/reviews/${id}/publish`, { revision: 1 })).body).toMatchObject({
      ...{ status: 409, revision: 2, text: 'Finalement déçu.' },
    });
    expect((await app.api('POST', `/api/v1/reviews/${id}/publish`)).body).toMatchObject({ status: 'published' });
  });
});
