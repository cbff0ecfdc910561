import { DateTime, IANAZone } from 'luxon';

/** Whether the name is a zone of the IANA database (`Europe/Paris`): offsets such as `+02:00` know no summer time. */
export function isZone(name: string): boolean {
  return /^[A-Za-z]/.test(name) && IANAZone.isValidZone(name);
}

const QUARTER_MS = 900_000;
/** Some years of quarters that anybody asks for. */
const REMEMBERED = 50_000;

/** Clocks are changed on a quarter of an hour: what was worked out for one holds for all of it, and it is slow to work out. */
class RememberingZone extends IANAZone {
  readonly #offsets = new Map<number, number>();

  override offset(ts: number): number {
    const quarter = Math.floor(ts / QUARTER_MS);
    const known = this.#offsets.get(quarter);
    if (known !== undefined) return known;
    if (this.#offsets.size >= REMEMBERED) this.#offsets.clear();
    const offset = super.offset(ts);
    this.#offsets.set(quarter, offset);
    return offset;
  }
}

const zones = new Map<string, RememberingZone>();

/** The instant as the clocks of the zone show it. Throws a RangeError on an unknown zone or an invalid date. */
export function inZone(at: Date, zone: string): DateTime<true> {
  const local = DateTime.fromJSDate(at, { zone: known(zone) ?? zone });
  if (!local.isValid) throw new RangeError(`${local.invalidExplanation ?? 'no such instant'} (${zone})`);
  return local as DateTime<true>;
}

/** How far the clocks of the zone are ahead of UTC, in ms, at an instant in ms. Throws a RangeError on an unknown zone. */
export function offsetAt(at: number, zone: string): number {
  const remembered = known(zone);
  if (!remembered) throw new RangeError(`no such zone (${zone})`);
  return remembered.offset(at) * 60_000;
}

function known(zone: string): RememberingZone | null {
  const remembered = zones.get(zone);
  if (remembered) return remembered;
  if (!IANAZone.isValidZone(zone)) return null;
  const added = new RememberingZone(zone);
  zones.set(zone, added);
  return added;
}
