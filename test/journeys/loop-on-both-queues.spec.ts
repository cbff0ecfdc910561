import { redis, startRedis, type TestRedis } from '../support/redis.ts';
import { itWith } from '../support/tool.ts';
import { startPlatform, type Platform } from './support/platform.ts';

interface Item {
  id: string;
  status: string;
  links: string[];
}
interface List {
  items: Item[];
}

const questionnaire = {
  name: 'Magasin',
  temperature: 'hot',
  questions: [
    { key: 'csat', kind: 'csat', text: { fr: 'Êtes-vous satisfait ?' }, required: true },
    { key: 'comment', kind: 'text', text: { fr: 'Pourquoi ?' } },
    { key: 'publish', kind: 'publish', text: { fr: 'Publier ?' } },
  ],
};

const touchpoint = {
  name: { fr: 'Visite' },
  questionnaire: 'csat-store',
  channels: ['sms'],
  window: { days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '20:00' },
  active: true,
};

/** From a visit to a case verified and a review published, by the API and the sandbox alone. */
async function livesTheLoop(platform: Platform): Promise<void> {
  const ok = async <Body>(method: string, path: string, body?: unknown): Promise<Body> => {
    const answer = await platform.api<Body>(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  await ok('PUT', '/api/v1/questionnaires/csat-store', questionnaire);
  await ok('PUT', '/api/v1/touchpoints/store-visit', touchpoint);
  for (const n of [1, 2]) {
    const customer = { externalId: `c-${n}`, firstName: 'Léa', phone: `06 12 34 56 7${n}` };
    const visit = { id: `v-${n}`, touchpoint: 'store-visit', occurredAt: platform.now().toISOString(), customer };
    const { decision } = await ok<{ decision: { outcome: string } }>('POST', '/api/v1/interactions', visit);
    expect(decision.outcome).toBe('scheduled');
  }
  // Whatever the hour, the next send window has come by then.
  await platform.advance('P2D');
  const { items: texts } = await ok<List>('GET', '/sandbox/api/messages?channel=sms');
  expect(texts).toHaveLength(2);
  const [unhappy, happy] = texts.map(({ links }) => links[0]?.split('/s/')[1]);
  await ok('POST', `/api/v1/public/surveys/${unhappy}/answers`, { answers: { csat: 1 }, complete: true });
  const willing = { csat: 5, comment: 'Très bon accueil', publish: { displayName: 'Léa M.' } };
  await ok('POST', `/api/v1/public/surveys/${happy}/answers`, { answers: willing, complete: true });

  const [opened] = (await ok<List>('GET', '/api/v1/callbacks?status=new')).items;
  const act = (verb: string, body: object) => ok('POST', `/api/v1/callbacks/${opened?.id}/${verb}`, body);
  await act('claim', {});
  await act('attempts', { outcome: 'reached', note: 'A compris' });
  await act('resolve', { rootCause: 'responsiveness.waiting-time', action: 'Excuses' });
  await act('verify', { outcome: 'recovered' });
  expect((await ok<Item>('GET', `/api/v1/callbacks/${opened?.id}`)).status).toBe('verified');

  const [pending] = (await ok<List>('GET', '/api/v1/reviews?status=pending')).items;
  await ok('POST', `/api/v1/reviews/${pending?.id}/publish`);
  await platform.settle();
  expect((await ok<List>('GET', '/api/v1/public/reviews')).items).toHaveLength(1);
  const { groups } = await ok<{ groups: { n: number }[] }>('GET', '/api/v1/metrics/csat');
  expect(groups.map(({ n }) => n)).toEqual([2]);
}

describe('the loop', () => {
  it('is lived on a queue in PostgreSQL', async () => {
    const platform = await startPlatform();
    try {
      await livesTheLoop(platform);
    } finally {
      await platform.close();
    }
  }, 180_000);

  itWith(redis)(
    'is lived on a queue in Redis',
    async () => {
      const server: TestRedis = await startRedis();
      const platform = await startPlatform({ env: { REDIS_URL: server.url } });
      try {
        await livesTheLoop(platform);
      } finally {
        await platform.close();
        await server.stop();
      }
    },
    180_000,
  );
});
