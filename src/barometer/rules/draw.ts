/** Someone of the frame with the digest that decides their turn and their place in it. */
export interface Framed {
  readonly customer: string;
  readonly stratum: string;
  /** Sampled in an earlier wave of the cycle. */
  readonly asked: boolean;
  /** Of `lotOf` this person: the first 16 bytes of its SHA-256, in hexadecimal. */
  readonly digest: string;
}

export interface Wanted {
  readonly sample: number;
  readonly reserve: number;
}

export interface Drawn {
  /** In sending order. */
  readonly sample: Framed[];
  /** In the order in which each stratum calls them up. */
  readonly reserve: Framed[];
}

/**
 * The text whose digest decides about a person: the same all through the cycle, and in every database the base is imported to.
 * @param customer their external id, never the one a database gave them
 */
export function lotOf(seed: string, cycle: number, customer: string): string {
  return `${seed}|${cycle}|${customer}`;
}

/** The wave of the cycle, from 0, in which a person has their turn: the first 32 bits of the digest, modulo (domain 1.9). */
export function turnOf(digest: string, waves: number): number {
  return Number.parseInt(digest.slice(0, 8), 16) % waves;
}

/** How many waves after this one the turn comes; a turn that has passed comes last. */
export function distanceOf(digest: string, wave: number, waves: number): number {
  return (turnOf(digest, waves) - (wave % waves) + waves) % waves;
}

/**
 * Draws one wave from the frame; the order in which the frame is given makes no difference.
 * - Each person's turn in the cycle and place in it come from their digest alone: nobody chooses.
 * - A wave asks those whose turn it is; when they are too few it borrows from the next turns. Who came after their turn had
 *   passed waits for the next cycle unless all others are used up, so newcomers are no likelier to be asked than anyone.
 * - After the sample of a stratum comes its reserve.
 * - Messages go out in the order of the digests, all strata mixed.
 * @param wave of the cycle, from 0
 */
export function draw(frame: Iterable<Framed>, wanted: ReadonlyMap<string, Wanted>, wave: number, waves: number): Drawn {
  const strata = new Map<string, Framed[]>();
  for (const one of frame) {
    if (one.asked) continue;
    const stratum = strata.get(one.stratum);
    if (stratum) stratum.push(one);
    else strata.set(one.stratum, [one]);
  }
  const sample: Framed[] = [];
  const reserve: Framed[] = [];
  for (const stratum of [...wanted.keys()].sort(byText)) {
    const { sample: most, reserve: more } = wanted.get(stratum) ?? { sample: 0, reserve: 0 };
    const inOrder = [...(strata.get(stratum) ?? [])].sort(
      (a, b) => distanceOf(a.digest, wave, waves) - distanceOf(b.digest, wave, waves) || byText(a.digest, b.digest),
    );
    sample.push(...inOrder.slice(0, most));
    reserve.push(...inOrder.slice(most, most + more));
  }
  return { sample: sample.sort((a, b) => byText(a.digest, b.digest)), reserve };
}

/** By code, not by the rules of a language: the same everywhere. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
