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
  readonly customers: readonly string[];
}

interface Member {
  readonly customer: string;
  readonly stratum: string;
  readonly role: 'sample' | 'reserve';
}

export interface Redrawn {
  readonly heading: Heading;
  readonly frameSize: number;
  readonly sample: number;
  readonly reserve: number;
  /** What differs from the export; empty when it is proved. */
  readonly differences: string[];
}

/**
 * Draws a wave again from what was exported of it: the frame's hash is counted anew, then sample and reserve by the same rules.
 * @throws when the file is not such an export.
 */
export async function redraw(file: string): Promise<Redrawn> {
  let heading: Heading | undefined;
  let frame: Shortlist | undefined;
  const members: Member[] = [];
  const hash = new FrameHash();
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (text === '') continue;
    const line = read(text);
    if (!heading) {
      if (!('frameHash' in line)) throw new Error(`${file} is not the export of a draw.`);
      heading = line;
      frame = new Shortlist(line);
    } else if ('customers' in line) {
      hash.add(line);
      frame?.add(line);
    } else if ('role' in line) members.push(line);
  }
  if (!heading || !frame) throw new Error(`${file} is empty.`);
  return compare(heading, frame, members, hash.digest());
}

function compare(heading: Heading, frame: Shortlist, members: readonly Member[], frameHash: string): Redrawn {
  const wanted = new Map(heading.strata.map(({ key, sample, reserve }) => [key, { sample, reserve }]));
  const again = draw(frame.all(), wanted, heading.turn, heading.wavesPerCycle);
  const drawn = (role: Member['role']) => members.filter((one) => one.role === role).map(({ customer }) => customer);
  const redrawn = (of: readonly Framed[]) => of.map(({ customer }) => customer);
  return {
    heading,
    frameSize: frame.size,
    sample: again.sample.length,
    reserve: again.reserve.length,
    differences: [
      ...(frameHash === heading.frameHash ? [] : [`frame: its hash is ${frameHash}, not ${heading.frameHash}`]),
      ...difference('sample', drawn('sample'), redrawn(again.sample)),
      ...difference('reserve', drawn('reserve'), redrawn(again.reserve)),
    ],
  };
}

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
  readonly #strata = new Map<string, { most: number; people: Framed[] }>();
  #size = 0;

  constructor(private readonly heading: Heading) {
    for (const { key, sample, reserve } of heading.strata)
      this.#strata.set(key, { most: sample + reserve, people: [] });
  }

  /** How many people were read. */
  get size(): number {
    return this.#size;
  }

  add(block: Block): void {
    this.#size += block.customers.length;
    const stratum = this.#strata.get(block.stratum);
    if (!stratum || block.asked) return;
    for (const customer of block.customers) stratum.people.push(framed(this.heading, block, customer));
    if (stratum.people.length > stratum.most + BEYOND) stratum.people = this.#first(block.stratum, stratum);
  }

  *all(): Iterable<Framed> {
    for (const { people } of this.#strata.values()) yield* people;
  }

  #first(key: string, { most, people }: { most: number; people: Framed[] }): Framed[] {
    const { turn, wavesPerCycle } = this.heading;
    return draw(people, new Map([[key, { sample: most, reserve: 0 }]]), turn, wavesPerCycle).sample;
  }
}

/** SHA-256 of the SHA-256 of each block: its heading `stratum|asked|number|`, then its ids of 16 bytes. */
class FrameHash {
  readonly #whole = createHash('sha256');
  #of = '';
  #number = 0;

  add({ stratum, asked, customers }: Block): void {
    const of = `${stratum}|${asked}|`;
    this.#number = of === this.#of ? this.#number + 1 : 0;
    this.#of = of;
    const ids = Buffer.from(customers.join('').replaceAll('-', ''), 'hex');
    this.#whole.update(createHash('sha256').update(`${of}${this.#number}|`).update(ids).digest());
  }

  digest(): string {
    return this.#whole.digest('hex');
  }
}

function framed({ seed, cycle }: Heading, { stratum, asked }: Block, customer: string): Framed {
  const digest = createHash('sha256')
    .update(lotOf(seed, cycle, customer))
    .digest('hex');
  return { customer, stratum, asked, digest };
}

function read(text: string): Heading | Block | Member {
  return JSON.parse(text) as Heading | Block | Member;
}
