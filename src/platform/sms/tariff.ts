/** What a segment costs by country, in millionths of a euro; `*` is anywhere else. Whole numbers: money is not rounded on the way. */
export type SmsTariff = Readonly<Record<string, number>>;

/** Where most texts go; forecasts are counted with its price. */
export const HOME_COUNTRY = 'FR';

/** List prices to begin with; what the contract says is set on the screen. */
export const LIST_TARIFF: SmsTariff = {
  FR: 72_500,
  BE: 90_000,
  CH: 70_000,
  DE: 100_000,
  ES: 75_000,
  GB: 45_000,
  IT: 85_000,
  LU: 90_000,
  RE: 140_000,
  GP: 140_000,
  MQ: 140_000,
  GF: 140_000,
  YT: 140_000,
  US: 8_500,
  CA: 8_500,
  '*': 100_000,
};

const DECIMALS = 6;
/** Millionths of a euro in a cent. */
const A_CENT = 10_000;

/** @param country null: not known. In millionths of a euro. */
export function pricePerSegment(tariff: SmsTariff, country: string | null): number {
  return tariff[country ?? '*'] ?? tariff['*'] ?? 0;
}

/** For people and the API: millionths of a euro as cents, which may be broken. */
export function asCents(price: number): number {
  return price / A_CENT;
}

/** One price a line, in euros, `FR 0,0725`; `*` for anywhere else, which must be there. A number is the line at fault. */
export function readTariff(text: string): { tariff: SmsTariff } | { fault: number | 'otherwise' } {
  const tariff: Record<string, number> = {};
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [, country, euros, broken = ''] =
      /^\s*([A-Z]{2}|\*)\s+(\d{1,2})(?:[.,](\d{1,6}))?\s*€?\s*$/i.exec(line) ?? [];
    if (!country || !euros) return { fault: at + 1 };
    tariff[country.toUpperCase()] = Number(euros + broken.padEnd(DECIMALS, '0'));
  }
  return '*' in tariff ? { tariff } : { fault: 'otherwise' };
}

/** As `readTariff` reads it. */
export function writeTariff(tariff: SmsTariff, decimal: ',' | '.'): string {
  return Object.entries(tariff)
    .map(([country, price]) => `${country} ${inEuros(price, decimal)}`)
    .join('\n');
}

function inEuros(price: number, decimal: string): string {
  const digits = String(price).padStart(DECIMALS + 1, '0');
  const broken = digits.slice(-DECIMALS).replace(/0+$/, '');
  return digits.slice(0, -DECIMALS) + (broken && decimal + broken);
}
