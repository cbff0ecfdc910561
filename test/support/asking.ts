import { Database } from '#platform/database';
import { PressureService, type Ask, type Verdict } from '#pressure';
import type { Station } from './station.ts';

/** Decides on one ask as planning does: whoever is asked is heard first, and decided on in the same transaction. */
export async function reserve(station: Pick<Station, 'get'>, ask: Ask): Promise<Verdict> {
  const pressure = station.get(PressureService);
  return station.get(Database).transaction(async () => {
    const hearing = await pressure.hear([ask]);
    const [verdict] = await pressure.decide(hearing, hearing.asks);
    return verdict as Verdict;
  });
}
