import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { PressureRepository } from './pressure.repository.ts';
import { Ledger } from './rules/ledger.ts';
import type { Ask } from './rules/verdict.ts';
import { worthOf, type Candidate, type Worth } from './rules/worth.ts';

const DAY_MS = 86_400_000;
const LATELY_DAYS = 90;
const REMEMBERED_DAYS = 1095;
const NONE = { n: 0, happy: 0 };

/** One who waits, and competes with others for a place of the same person. */
interface Competing extends Pick<Candidate, 'target' | 'priority' | 'waited'> {
  readonly ask: Ask;
}

/** Which of several waiting invitations goes first. */
@Injectable()
export class Arbitration {
  constructor(
    private readonly clock: Clock,
    private readonly repository: PressureRepository,
  ) {}

  /** In order. */
  async worths(contenders: readonly Competing[]): Promise<Worth[]> {
    if (contenders.length === 0) return [];
    const now = this.clock.now().getTime();
    const known = await this.repository.answers(
      [...new Set(contenders.flatMap(({ ask }) => ask.touchpoint ?? []))],
      new Date(now - LATELY_DAYS * DAY_MS),
    );
    const keys = contenders.flatMap(({ ask }) => [...ask.ownKeys, ...ask.personKeys]);
    const rows = await this.repository.places(keys, new Date(now - REMEMBERED_DAYS * DAY_MS));
    const ledger = new Ledger({ rows });
    return contenders.map(({ ask, ...candidate }) => {
      const before = ledger.of(ask.personKeys).places.filter(({ touchpoint }) => touchpoint === ask.touchpoint);
      return worthOf({ ...candidate, answers: known.get(ask.touchpoint ?? '') ?? NONE, askedBefore: before.length });
    });
  }
}
