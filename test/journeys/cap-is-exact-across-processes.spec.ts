import type { Decision } from './support/shop.ts';
import { itWith } from '../support/tool.ts';
import { askAtOnce, ok, toTuesday } from './support/crowd.ts';
import { Fleet, severalAddresses, type Member } from './support/fleet.ts';

const CAP = 3;
const PROCESSES = 4;
/** How often each of these people comes, at once: more than the cap, as often, less. */
const VISITS = [60, 60, 40, 24, 12, 4, 3, 3, 2, 1];

interface Visit {
  readonly id: string;
  readonly person: number;
  readonly body: object;
}

let fleet: Fleet;

afterEach(() => fleet?.close());

/** Twelve records share one phone: they are one person, whichever of them comes. */
function visitOf(person: number, n: number, at: Date): Visit {
  const id = `p${person}-${n}`;
  const customer = { externalId: `p-${person}-${n % 12}`, firstName: 'Léa', phone: `+3361300${String(1000 + person)}` };
  return { id, person, body: { id, touchpoint: 'store-visit', occurredAt: at.toISOString(), customer } };
}

/** Half come one by one, half in batches, in an order of no meaning, each to the next process. */
async function decide(visits: readonly Visit[], processes: readonly Member[]): Promise<Map<string, Decision>> {
  const decisions = new Map<string, Decision>();
  const shuffled = visits.map((visit, n) => ({ visit, key: (n * 7919) % 1009 })).sort((a, b) => a.key - b.key);
  const ordered = shuffled.map(({ visit }) => visit);
  const singles = ordered.filter((_, n) => n % 2 === 0);
  const others = ordered.filter((_, n) => n % 2 === 1);
  const batches = Array.from({ length: Math.ceil(others.length / 12) }, (_, n) => others.slice(n * 12, n * 12 + 12));
  const apiOf = (n: number) => (processes[n % processes.length] as Member).api;
  await Promise.all([
    ...singles.map(async ({ id, body }, n) => {
      const { decision } = await ok<{ decision: Decision }>(apiOf(n), 'POST', '/api/v1/interactions', body);
      decisions.set(id, decision);
    }),
    ...batches.map(async (batch, n) => {
      const items = batch.map(({ body }) => body);
      const { results } = await ok<{ results: { id: string; decision: Decision }[] }>(
        apiOf(n),
        'POST',
        '/api/v1/interactions/batch',
        { items },
      );
      for (const { id, decision } of results) decisions.set(id, decision);
    }),
  ]);
  return decisions;
}

itWith(severalAddresses)(
  'nobody is asked above the cap, and nobody is refused below it, when four processes decide at once',
  async () => {
    fleet = await Fleet.start();
    await askAtOnce(fleet.api);
    await ok(fleet.api, 'PUT', '/api/v1/pressure/policy', {
      rules: [{ key: 'cap', scope: 'all', windowDays: 30, cap: CAP }],
    });
    await fleet.moveClock(toTuesday(await fleet.now()));
    const others = await Promise.all(Array.from({ length: PROCESSES - 1 }, () => fleet.add('web')));
    const at = await fleet.now();
    const visits = VISITS.flatMap((count, person) => Array.from({ length: count }, (_, n) => visitOf(person, n, at)));
    const decisions = await decide(visits, [fleet.web, ...others]);
    expect(decisions.size).toBe(visits.length);
    const counted = VISITS.map((_, person) => {
      const theirs = visits.filter((visit) => visit.person === person).map(({ id }) => decisions.get(id));
      return {
        asked: theirs.filter((decision) => decision?.outcome === 'scheduled').length,
        refused: theirs.filter((decision) => decision?.reason === 'pressure').length,
      };
    });
    expect(counted).toEqual(
      VISITS.map((count) => ({ asked: Math.min(CAP, count), refused: Math.max(0, count - CAP) })),
    );
    expect(await fleet.count('invitation')).toBe(VISITS.reduce((sum, count) => sum + Math.min(CAP, count), 0));
  },
  180_000,
);
