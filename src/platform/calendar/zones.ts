import { DateTime, IANAZone } from 'luxon';

/** Whether the name is a zone of the IANA database (`Europe/Paris`): offsets such as `+02:00` know no summer time. */
export function isZone(name: string): boolean {
  return /^[A-Za-z]/.test(name) && IANAZone.isValidZone(name);
}

/** The instant as the clocks of the zone show it. Throws a RangeError on an unknown zone or an invalid date. */
export function inZone(at: Date, zone: string): DateTime<true> {
  const local = DateTime.fromJSDate(at, { zone });
  if (!local.isValid) throw new RangeError(`${local.invalidExplanation ?? 'no such instant'} (${zone})`);
  return local as DateTime<true>;
}
