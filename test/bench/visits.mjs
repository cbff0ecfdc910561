/** A touchpoint that always asks, a day later unless said: intake is measured without the sending. */
export async function askAlways({ api }, delay = 'P1D') {
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
    delay,
    settle: 'PT0S',
    maxAge: 'P3D',
    sampling: 1,
    channels: ['sms', 'email'],
    window: { days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '21:30' },
    priority: 3,
    reminders: [],
    expiresAfter: 'P14D',
    active: true,
  });
  // A cap of two a month: enough for every rule to have something to count.
  await api('PUT', '/api/v1/pressure/policy', { rules: [{ key: 'cap', scope: 'all', windowDays: 30, cap: 2 }] });
}

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

/** Moves the platform's clock ahead to the next noon of Paris, when everything may be sent. */
export async function toNoon({ api }) {
  const { now } = await api('GET', '/sandbox/api/clock');
  const hour = Number(new Intl.DateTimeFormat('en', { timeZone: 'Europe/Paris', hour: 'numeric', hourCycle: 'h23' }).format(new Date(now)));
  await api('POST', '/sandbox/api/clock', { advance: `PT${((12 - hour + 24) % 24) + 24}H` });
}
