import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { draw, lotOf, type Framed } from '#barometer';

interface Heading {
  readonly programme: string;
  readonly wave: number;
  readonly cycle: number;
  readonly turn: number;
  readonly wavesPerCycle: number;
  readonly seed: string;
  readonly frameHash: string;
  readonly strata: readonly { readonly key: string; readonly sample: number; readonly reserve: number }[];
}

interface Block {
  readonly stratum: string;
  readonly asked: boolean;
  readonly digests: readonly string[];
  /** External ids in the same order; null of those erased since. */
  readonly customers: readonly (string | null)[];
}

interface Member {
  readonly digest: string;
  readonly stratum: string;
  readonly role: 'sample' | 'reserve';
  readonly inclusionProbability: number;
}

export interface Redrawn {
  readonly heading: Heading;
  readonly frameSize: number;
  /** Of the frame, whose digest was counted anew from their external id. */
  readonly named: number;
  readonly sample: number;
  readonly reserve: number;
  /** What differs from the export; empty when it is proved. */
  readonly differences: string[];
}

/**
 * Draws a wave again from what was exported of it: the frame's hash and the digest of everyone still named are
 * counted anew, then sample and reserve by the same rules.
 * @throws when the file is not such an export.
 */
export async function redraw(file: string): Promise<Redrawn> {
  let heading: Heading | undefined;
  let frame: Shortlist | undefined;
  const members: Member[] = [];
  const hash = new FrameHash();
  const names = new Names();
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (text === '') continue;
    const line = read(text);
    if (!heading) {
      if (!('frameHash' in line)) throw new Error(`${file} is not the export of a draw.`);
      heading = line;
      frame = new Shortlist(line);
    } else if ('digests' in line) {
      hash.add(line);
      names.add(heading, line);
      frame?.add(line);
    } else if ('role' in line) members.push(line);
  }
  if (!heading || !frame) throw new Error(`${file} is empty.`);
  const differences = [...hash.differences(heading), ...names.differences(), ...compare(heading, frame, members)];
  const of = (role: Member['role']) => members.filter((one) => one.role === role).length;
  return {
    ...{ heading, frameSize: frame.size, named: names.count },
    ...{ sample: of('sample'), reserve: of('reserve'), differences },
  };
}

function compare(heading: Heading, frame: Shortlist, members: readonly Member[]): string[] {
  const wanted = new Map(heading.strata.map(({ key, sample, reserve }) => [key, { sample, reserve }]));
  const again = draw(frame.all(), wanted, heading.turn, heading.wavesPerCycle);
  const drawn = (role: Member['role']) => members.filter((one) => one.role === role).map(({ digest }) => digest);
  const redrawn = (of: readonly Framed[]) => of.map(({ digest }) => digest);
  return [
    ...difference('sample', drawn('sample'), redrawn(again.sample)),
    ...difference('reserve', drawn('reserve'), redrawn(again.reserve)),
    ...chances(frame, wanted, members, new Map([...again.sample, ...again.reserve].map((one) => [one.digest, one]))),
  ];
}

/** Everybody is of the stratum they were drawn in, and had its chance: those sampled of it, over all its people. */
function chances(
  frame: Shortlist,
  wanted: ReadonlyMap<string, { readonly sample: number }>,
  members: readonly Member[],
  again: ReadonlyMap<string, Framed>,
): string[] {
  for (const { digest, stratum, inclusionProbability } of members) {
    const found = again.get(digest);
    if (!found) continue;
    if (found.stratum !== stratum) return [`stratum: ${digest} is of ${found.stratum}, not ${stratum}`];
    const chance = (wanted.get(stratum)?.sample ?? 0) / frame.populationOf(stratum);
    if (Math.abs(chance - inclusionProbability) > ROUNDING)
      return [`probability: that of ${digest} is ${chance}, not ${inclusionProbability}`];
  }
  return [];
}

const ROUNDING = 1e-12;

function difference(what: string, exported: readonly string[], again: readonly string[]): string[] {
  const at = again.findIndex((customer, n) => exported[n] !== customer);
  if (at === -1 && exported.length === again.length) return [];
  const place = at === -1 ? again.length : at;
  return [`${what}: number ${place + 1} is ${again[place] ?? 'nobody'}, not ${exported[place] ?? 'nobody'}`];
}

/** A stratum is cut back when so many more people of it were read than may be drawn. */
const BEYOND = 20_000;

/** Of a frame that is read block by block, those who may be drawn: a base of any size fits in memory. */
class Shortlist {
  readonly #strata = new Map<string, { most: number; population: number; people: Framed[] }>();
  #size = 0;

  constructor(private readonly heading: Heading) {
    for (const { key, sample, reserve } of heading.strata)
      this.#strata.set(key, { most: sample + reserve, population: 0, people: [] });
  }

  /** How many people were read. */
  get size(): number {
    return this.#size;
  }

  populationOf(stratum: string): number {
    return this.#strata.get(stratum)?.population ?? 0;
  }

  add({ stratum: key, asked, digests }: Block): void {
    this.#size += digests.length;
    const stratum = this.#strata.get(key);
    if (!stratum) return;
    stratum.population += digests.length;
    if (asked) return;
    for (const digest of digests) stratum.people.push({ customer: digest, digest, stratum: key, asked });
    if (stratum.people.length > stratum.most + BEYOND) stratum.people = this.#first(key, stratum);
  }

  *all(): Iterable<Framed> {
    for (const { people } of this.#strata.values()) yield* people;
  }

  #first(key: string, { most, people }: { readonly most: number; readonly people: Framed[] }): Framed[] {
    const { turn, wavesPerCycle } = this.heading;
    return draw(people, new Map([[key, { sample: most, reserve: 0 }]]), turn, wavesPerCycle).sample;
  }
}

/** SHA-256 of the SHA-256 of each block: its heading `stratum|asked|number|`, then its digests of 16 bytes. */
class FrameHash {
  readonly #whole = createHash('sha256');
  #of = '';
  #number = 0;

  add({ stratum, asked, digests }: Block): void {
    const of = `${stratum}|${asked}|`;
    this.#number = of === this.#of ? this.#number + 1 : 0;
    this.#of = of;
    const packed = Buffer.from(digests.join(''), 'hex');
    this.#whole.update(createHash('sha256').update(`${of}${this.#number}|`).update(packed).digest());
  }

  differences({ frameHash }: Heading): string[] {
    const hash = this.#whole.digest('hex');
    return hash === frameHash ? [] : [`frame: its hash is ${hash}, not ${frameHash}`];
  }
}

/** Whoever is still named has the digest their external id gives. */
class Names {
  count = 0;
  #first: string | null = null;

  add({ seed, cycle }: Heading, { digests, customers }: Block): void {
    for (const [n, digest] of digests.entries()) {
      const customer = customers[n] ?? null;
      if (customer === null) continue;
      this.count += 1;
      if (digestOf(seed, cycle, customer) !== digest) this.#first ??= customer;
    }
  }

  differences(): string[] {
    return this.#first === null ? [] : [`digest: not what the id ${this.#first} gives`];
  }
}

function digestOf(seed: string, cycle: number, customer: string): string {
  return createHash('sha256')
    .update(lotOf(seed, cycle, customer))
    .digest('hex')
    .slice(0, 32);
}

function read(text: string): Heading | Block | Member {
  return JSON.parse(text) as Heading | Block | Member;
}
