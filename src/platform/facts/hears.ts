import { SetMetadata } from '@nestjs/common';
import type { FactData, FactName } from './facts.ts';

export const HEARS = Symbol('hears');

export interface HeardFact<Name extends FactName = FactName> {
  readonly id: string;
  readonly name: Name;
  readonly subject: string;
  readonly customer: string | null;
  readonly at: Date;
  readonly data: FactData<Name>;
}

/**
 * Marks a method that hears facts, in batches: `(facts: HeardFact[]) => Promise<void>`.
 * It may hear a fact twice, and must not mind. Name is unique: `insights.rollups`.
 */
export function Hears(listener: string, ...names: FactName[]): MethodDecorator {
  return SetMetadata(HEARS, { listener, names });
}
