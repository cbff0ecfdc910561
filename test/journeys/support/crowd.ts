import type { Platform } from './platform.ts';
import { nextTuesday, type Message } from './shop.ts';

type Api = Platform['api'];

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
  delay: 'PT0S',
  settle: 'PT0S',
  channels: ['sms', 'email'],
  window: { days: [1, 2, 3, 4, 5, 6], from: '08:00', to: '20:00' },
  active: true,
};

/** Who visits is asked at once. */
export async function askAtOnce(api: Api): Promise<void> {
  await ok(api, 'PUT', '/api/v1/questionnaires/csat-store', questionnaire);
  await ok(api, 'PUT', '/api/v1/touchpoints/store-visit', touchpoint);
}

/** How far it is to the next Tuesday at eleven in Paris, in ms. */
export function toTuesday(now: Date): number {
  return nextTuesday(now).getTime() - now.getTime();
}

/** The address at which the nth of the crowd is written to: two in three have a phone, one has a mailbox. */
export function addressOf(n: number): string {
  return n % 3 === 2 ? `crowd-${n}@example.test` : `+3361${String(1_000_000 + n)}`;
}

function visitOf(n: number, at: Date, id = `visit-${n}`) {
  const to = addressOf(n);
  const customer = { externalId: `c-${n}`, firstName: 'Léa', ...(to.includes('@') ? { email: to } : { phone: to }) };
  return { id, touchpoint: 'store-visit', occurredAt: at.toISOString(), customer };
}

/** Everybody from the first to the last visits, and is to be asked. */
export async function crowdVisits(api: Api, first: number, last: number, at: Date): Promise<void> {
  for (let from = first; from <= last; from += 500) {
    const items = [];
    for (let n = from; n <= Math.min(last, from + 499); n += 1) items.push(visitOf(n, at));
    const { results } = await ok<{ results: { status: number; decision?: { outcome: string } }[] }>(
      api,
      'POST',
      '/api/v1/interactions/batch',
      { items },
    );
    const other = results.find(({ status, decision }) => status !== 202 || decision?.outcome !== 'scheduled');
    if (other) throw new Error(`Not everybody is asked: ${JSON.stringify(other)}`);
  }
}

/** How often each address was written to, counted where messages arrive: what came again under the same Message-ID, too. */
export async function received(api: Api): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (let after = 0; ;) {
    const { items } = await ok<{ items: Message[] }>(api, 'GET', `/sandbox/api/messages?limit=1000&after=${after}`);
    for (const { to, repeats } of items) counts.set(to, (counts.get(to) ?? 0) + 1 + repeats);
    const last = items.at(-1);
    if (!last) return counts;
    after = last.id;
  }
}

export async function ok<Body>(api: Api, method: string, path: string, body?: unknown): Promise<Body> {
  const answer = await api<Body>(method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
