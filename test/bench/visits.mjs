import { setTimeout as pause } from 'node:timers/promises';
import { until } from './measure.mjs';

/** A touchpoint that always asks; nothing is sent before ten in the morning the day after tomorrow, wherever people are. */
export async function askAlways({ api }) {
  await api('PUT', '/api/v1/questionnaires/csat-store', {
    name: 'Magasin',
    temperature: 'hot',
    questions: [
      { key: 'csat', kind: 'csat', text: { fr: 'Êtes-vous satisfait ?' }, required: true },
      { key: 'comment', kind: 'text', text: { fr: 'Pourquoi ?' } },
    ],
  });
  await api('PUT', '/api/v1/touchpoints/store-visit', {
    name: { fr: 'Visite' },
    questionnaire: 'csat-store',
    delay: 'PT0S',
    settle: 'PT0S',
    maxAge: 'P3D',
    sampling: 1,
    channels: ['sms', 'email'],
    window: { days: [dayAfterTomorrow()], from: '10:00', to: '20:00' },
    priority: 3,
    reminders: [],
    expiresAfter: 'P14D',
    active: true,
  });
  // A cap of two a month: enough for every rule to have something to count.
  await api('PUT', '/api/v1/pressure/policy', { rules: [{ key: 'cap', scope: 'all', windowDays: 30, cap: 2 }] });
}

/** 1 is Monday. */
const dayAfterTomorrow = () => ((new Date().getDay() + 1) % 7) + 1;

let made = 0;
/** A visit of the person of that number. */
export function visit(person) {
  return {
    id: `bench-${process.pid}-${made++}`,
    touchpoint: 'store-visit',
    occurredAt: new Date().toISOString(),
    site: 'lyon-2',
    customer: {
      externalId: `p-${person}`,
      firstName: 'Léa',
      lastName: 'Martin',
      phone: `+336${String(10_000_000 + person)}`,
      email: `p${person}@example.test`,
      locale: 'fr',
    },
  };
}

/** One visit each of `people` people who are known by their phone alone, in batches; the first is number `first`. */
export async function visitsOf({ api }, people, first = 0) {
  const items = Array.from({ length: people }, (_, n) => ({
    ...visit(first + n),
    customer: { externalId: `v-${first + n}`, phone: `+337${30_000_000 + first + n}` },
  }));
  for (let at = 0; at < people; at += 500)
    await api('POST', '/api/v1/interactions/batch', { items: items.slice(at, at + 500) });
}

/** Moves the platform's clock to where what was planned first falls due; the answer comes once all is done, which may take long. */
export async function toDue({ api, pool }) {
  const { rows } = await pool.query(`select min(send_at) as at from invitation where status = 'planned'`);
  return api('POST', '/sandbox/api/clock', { to: rows[0].at.toISOString() });
}

/** Until providers have nothing more to report. */
export async function quiet({ pool }) {
  let before = -1;
  await until(async () => {
    const { rows } = await pool.query('select count(*)::int as n from provider_event');
    const same = rows[0].n === before;
    before = rows[0].n;
    await pause(2_000);
    return same;
  }, 300_000);
}
