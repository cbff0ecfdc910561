import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import type { Colour } from './contrast.ts';

/** Whose name and colour customers see. */
export interface Brand {
  readonly key: string;
  readonly name: string;
  readonly colour: Colour;
}

/** The brand of everyone who has no other: it is always there. */
export const DEFAULT_BRAND = 'default';
const OURS: Brand = { key: DEFAULT_BRAND, name: 'Chaudfroid', colour: '#1f6b5c' };

/** The organisation as its customers know it, under one name or several. */
@Injectable()
export class Brands {
  constructor(
    private readonly db: Database,
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {}

  /** The default one first, the others by name. */
  async all(): Promise<Brand[]> {
    const kept = await this.db.query<Brand>('select key, name, colour from brand order by name, key');
    const others = kept.filter(({ key }) => key !== DEFAULT_BRAND);
    return [kept.find(({ key }) => key === DEFAULT_BRAND) ?? OURS, ...others];
  }

  async byKey(key: string): Promise<Brand | null> {
    return (await this.all()).find((brand) => brand.key === key) ?? null;
  }

  /** The default brand: where nobody's site says another. */
  async current(): Promise<Brand> {
    return this.of(null);
  }

  /** The brand of that key, the default one where there is none. */
  async of(key: string | null): Promise<Brand> {
    const kept = await this.db.query<Brand>('select key, name, colour from brand where key in ($1, $2)', [
      key ?? DEFAULT_BRAND,
      DEFAULT_BRAND,
    ]);
    return kept.find((brand) => brand.key === key) ?? kept[0] ?? OURS;
  }

  /** Makes the brand, or changes the one of this key. */
  async save({ key, name, colour }: Brand): Promise<void> {
    await this.db.transaction(async () => {
      const [before] = await this.db.query<Brand>('select key, name, colour from brand where key = $1', [key]);
      const after = { name, colour: colour.toLowerCase() };
      const fields = (['name', 'colour'] as const).filter((field) => before?.[field] !== after[field]);
      if (fields.length === 0) return;
      await this.db.query(
        `insert into brand (key, name, colour, changed_at) values ($1, $2, $3, $4)
         on conflict (key) do update set name = excluded.name, colour = excluded.colour, changed_at = excluded.changed_at`,
        [key, after.name, after.colour, this.clock.now()],
      );
      await this.facts.record({ name: 'brand.changed', subject: key, data: { fields } });
    });
  }
}
