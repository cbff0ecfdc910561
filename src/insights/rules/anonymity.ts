import { FEWEST_SHOWN } from '#platform/statistics';

/** A group of people a figure may be shown of: the smallest parts (strata) it is made of. */
export interface Group {
  readonly name: string;
  readonly parts: readonly string[];
}

/** The fewest answers a group is shown with: what the programme asks, never under what holds everywhere. */
export function fewestShown(minimumGroup: number): number {
  return Math.max(FEWEST_SHOWN, minimumGroup);
}

/**
 * The groups that may be shown, by name, the total being shown when it may.
 * - A group of fewer answers than the minimum is hidden; one that nobody is in tells nothing and is hidden too.
 * - So is a group whose rest, within any other that is shown, would be of fewer (but not of nobody): the difference gives it away.
 * - So is one that would make the shown figures, added and taken away, come down to a small part.
 * Larger groups are kept first: a table loses its smallest rows, never its total. Families of groups that share out the same people
 * (all segments, all sites) are given together: their hidden ones must be enough people together.
 */
export function shownGroups(
  answers: ReadonlyMap<string, number>,
  families: readonly (readonly Group[])[],
  minimum: number,
): Set<string> {
  const parts = [...answers].filter(([, n]) => n > 0).map(([part]) => part);
  const sizeOf = (of: readonly string[]) => of.reduce((sum, part) => sum + (answers.get(part) ?? 0), 0);
  const total: Group = { name: '', parts };
  if (sizeOf(parts) < minimum) return new Set();
  const shown: Group[] = [total];
  let reduced = withRow([], rowOf(total, parts));
  for (const family of families) {
    const descending = [...family].sort((a, b) => sizeOf(b.parts) - sizeOf(a.parts) || (a.name < b.name ? -1 : 1));
    const kept: Group[] = [];
    for (const group of descending) {
      if (sizeOf(group.parts) < minimum || leavesFew(group, [...shown, ...kept], sizeOf, minimum)) continue;
      const after = withRow(reduced, rowOf(group, parts));
      if (givesAway(after, parts, answers, minimum)) continue;
      kept.push(group);
      reduced = after;
    }
    while (kept.length > 0 && isFew(hiddenIn(family, kept, sizeOf), minimum)) kept.pop();
    shown.push(...kept);
  }
  return new Set(shown.slice(1).map(({ name }) => name));
}

function isFew(n: number, minimum: number): boolean {
  return n > 0 && n < minimum;
}

function hiddenIn(family: readonly Group[], kept: readonly Group[], sizeOf: (of: readonly string[]) => number): number {
  return family.filter((group) => !kept.includes(group)).reduce((sum, { parts }) => sum + sizeOf(parts), 0);
}

/** Whether a shown group less this one, or this one less a shown one, is a few people. */
function leavesFew(
  { parts }: Group,
  shown: readonly Group[],
  sizeOf: (of: readonly string[]) => number,
  minimum: number,
): boolean {
  return shown.some((other) => {
    const within = parts.every((part) => other.parts.includes(part));
    const around = other.parts.every((part) => parts.includes(part));
    return (within || around) && isFew(Math.abs(sizeOf(other.parts) - sizeOf(parts)), minimum);
  });
}

/** Whether some sum and difference of the shown groups is a part of too few: it has a row of its own among the reduced ones. */
function givesAway(
  reduced: readonly (readonly number[])[],
  parts: readonly string[],
  answers: ReadonlyMap<string, number>,
  minimum: number,
): boolean {
  return reduced.some((row) => {
    const [only, ...more] = [...row.entries()].filter(([, one]) => Math.abs(one) > 1e-9);
    return only !== undefined && more.length === 0 && isFew(answers.get(parts[only[0]] ?? '') ?? 0, minimum);
  });
}

function rowOf(group: Group, parts: readonly string[]): number[] {
  const own = new Set(group.parts);
  return parts.map((part) => Number(own.has(part)));
}

/** Reduced row echelon form with one row more. */
function withRow(reduced: readonly (readonly number[])[], row: readonly number[]): readonly (readonly number[])[] {
  let rest = row;
  for (const one of reduced) {
    const factor = rest[leadOf(one)] ?? 0;
    if (Math.abs(factor) > 1e-9) rest = minus(rest, one, factor);
  }
  const lead = leadOf(rest);
  if (lead === -1) return reduced;
  const scaled = rest.map((one) => one / (rest[lead] ?? 1));
  return [...reduced.map((one) => minus(one, scaled, one[lead] ?? 0)), scaled];
}

function leadOf(row: readonly number[]): number {
  return row.findIndex((one) => Math.abs(one) > 1e-9);
}

function minus(row: readonly number[], other: readonly number[], times: number): number[] {
  return row.map((one, at) => one - times * (other[at] ?? 0));
}
