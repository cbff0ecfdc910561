/** A colour as `#rrggbb`. */
export type Colour = string;

/** One brand colour, as text and as ground, by day and by night; each pair is readable (WCAG 2.2, 1.4.3: 4.5 to 1). */
export interface Shades {
  /** On a light ground; white stands on it. */
  light: Colour;
  /** On a dark ground; `ink` stands on it. */
  dark: Colour;
}

const WHITE = '#ffffff';
/** The darkest and the lightest grounds of our pages. */
export const NIGHT = '#1b1d20';
const DAY = '#f5f3ef';
const READABLE = 4.5;
const STEP = 0.02;

/** The brand's colour, darkened by day and lightened by night only as far as it takes to be read. */
export function shadesOf(colour: Colour): Shades {
  return {
    light: moved(colour, 0, (shade) => contrast(shade, WHITE) >= READABLE && contrast(shade, DAY) >= READABLE),
    dark: moved(colour, 255, (shade) => contrast(shade, NIGHT) >= READABLE),
  };
}

/** From 1 (the same) to 21 (black and white). Source: WCAG 2.2, relative luminance. */
export function contrast(one: Colour, other: Colour): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** @throws RangeError when it is not `#rrggbb`. */
function channels(colour: Colour): number[] {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) throw new RangeError(`${colour} is not a colour like #1a6b5f`);
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}

function luminance(colour: Colour): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function moved(colour: Colour, towards: number, isReadable: (shade: Colour) => boolean): Colour {
  const from = channels(colour);
  for (let share = 0; share < 1; share += STEP) {
    const shade = `#${from.map((value) => hex(value + (towards - value) * share)).join('')}`;
    if (isReadable(shade)) return shade;
  }
  return towards === 0 ? '#000000' : WHITE;
}

function hex(value: number): string {
  return Math.round(value).toString(16).padStart(2, '0');
}
