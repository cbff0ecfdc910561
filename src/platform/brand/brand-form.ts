import { contrast, NIGHT, shadesOf, type Colour } from './contrast.ts';

/** What the form of a brand holds, as typed or as kept. */
export interface BrandForm {
  readonly key: string;
  readonly name: string;
  readonly colour: string;
}

/** A shade as a person judges it: the ground it stands on, how well it is read there, whether it had to be changed. */
export interface JudgedShade {
  readonly on: 'day' | 'night';
  readonly shade: Colour;
  /** Of the colour as it was chosen, and of the shade in its place: 4.5 can be read. */
  readonly before: number;
  readonly ratio: number;
  readonly corrected: boolean;
}

const COLOUR = /^#[0-9a-f]{6}$/i;
const WHITE = '#ffffff';

/** The fields of a posted form; what is missing or no text is empty. */
export function typedBrand(body: unknown): BrandForm {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name].trim() : '');
  return { key: text('key'), name: text('name').normalize('NFC'), colour: text('colour').toLowerCase() };
}

/** How the chosen colour is read by day (white stands on it) and by night; null when it is no colour. */
export function judgeColour(colour: string): JudgedShade[] | null {
  if (!COLOUR.test(colour)) return null;
  const chosen = colour.toLowerCase();
  const { light, dark } = shadesOf(chosen);
  const judge = (on: JudgedShade['on'], shade: Colour, ground: Colour): JudgedShade => ({
    on,
    shade,
    before: oneDigit(contrast(chosen, ground)),
    ratio: oneDigit(contrast(shade, ground)),
    corrected: shade !== chosen,
  });
  return [judge('day', light, WHITE), judge('night', dark, NIGHT)];
}

/** Never rounded up to what it is not: 4.49 does not show as 4.5. */
function oneDigit(ratio: number): number {
  return Math.floor(ratio * 10) / 10;
}
