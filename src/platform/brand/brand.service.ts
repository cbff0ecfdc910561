import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import type { Colour } from './contrast.ts';

/** Whose name and colour customers see. */
export interface Brand {
  readonly name: string;
  readonly colour: Colour;
}

const OURS: Brand = { name: 'Chaudfroid', colour: '#1f6b5c' };

/** The organisation as its customers know it; one setting, read wherever its name or colour is shown. */
@Injectable()
export class Brands {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async current(): Promise<Brand> {
    const [row] = await this.db.query<{ value: Partial<Brand> }>(`select value from setting where key = 'brand'`);
    return { ...OURS, ...row?.value };
  }

  async change(brand: Brand): Promise<void> {
    await this.db.query(
      `insert into setting (key, value, changed_at) values ('brand', $1, $2)
       on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at`,
      [JSON.stringify(brand), this.clock.now()],
    );
  }
}
