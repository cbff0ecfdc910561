import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { QUIET_OUTSIDE } from '#invitations';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { invalid, Problem } from '#platform/http';
import { SurveysService } from '#surveys';
import { BarometerRepository } from './barometer.repository.ts';
import type { ProgrammeEntity } from './programme.entity.ts';
import { faultsOf, heldChanges, lockedChanges, programmeOf, type ProgrammeInput } from './rules/programme-input.ts';
import type { Programme } from './rules/programme.ts';

/** The rolling samples of the base: who is asked what, how often, and by which draw. */
@Injectable()
export class BarometerService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly surveys: SurveysService,
    private readonly repository: BarometerRepository,
  ) {}

  async all(): Promise<Programme[]> {
    return (await this.repository.all()).map(plain);
  }

  async byKey(key: string): Promise<Programme | null> {
    const found = await this.repository.byKey(key);
    return found && plain(found);
  }

  /** @throws Problem 404 */
  async known(key: string): Promise<Programme> {
    const programme = await this.byKey(key);
    if (!programme) throw Problem.notFound('barometer', key);
    return programme;
  }

  /**
   * Makes it or replaces it; what is not said takes its default.
   * @throws Problem 422 naming the field at fault, 409 for what a draw has fixed.
   */
  async save(key: string, input: ProgrammeInput): Promise<Programme> {
    return this.db.transaction(async () => {
      const programme = programmeOf(key, input);
      const faults = faultsOf(programme, QUIET_OUTSIDE);
      if (!(await this.surveys.current(programme.questionnaire))) {
        faults.push({
          path: 'questionnaire',
          code: 'unknown',
          message: `no questionnaire is known as ${programme.questionnaire}`,
        });
      }
      if (faults.length > 0) throw invalid(...faults);
      await this.repository.hold(key);
      const before = await this.byKey(key);
      const fields = changedFields(before, programme);
      if (before) await this.#mayChange(before, programme);
      if (fields.length === 0) return programme;
      await this.repository.save(programme, this.clock.now());
      await this.facts.record({ name: 'barometer.changed', subject: key, data: { fields } });
      return programme;
    });
  }

  /** Of one segment of a text message, for the cost of plans. @param cents may be broken */
  async setSmsPrice(cents: number): Promise<void> {
    await this.db.transaction(async () => {
      await this.repository.setSmsPrice(cents, this.clock.now());
      await this.facts.record({
        name: 'setting.changed',
        subject: 'sms-segment-price',
        data: { key: 'sms-segment-price' },
      });
    });
  }

  /**
   * Once a wave is drawn, the draws after it must follow from the same seed, turns and strata. While one is under way, whom it
   * stands for stays; how they are asked stays while it is open, and may be changed in a pause.
   */
  async #mayChange(before: Programme, after: Programme): Promise<void> {
    const waves = await this.repository.waves(before.key);
    const held = heldChanges(
      before,
      after,
      waves.map(({ state }) => state),
    );
    if (held.length > 0)
      throw Problem.conflict('wave-under-way', `A wave is under way: ${held.join(', ')} cannot change now.`, {
        errors: held.map((path) => ({ path, code: 'under-way', message: 'cannot change while a wave is under way' })),
      });
    const fields = lockedChanges(before, after);
    if (fields.length === 0 || waves.length === 0) return;
    throw Problem.conflict('wave-drawn', `A wave has been drawn: ${fields.join(', ')} can no longer change.`, {
      errors: fields.map((path) => ({ path, code: 'fixed', message: 'was fixed when the first wave was drawn' })),
    });
  }
}

function changedFields(before: Programme | null, after: Programme): string[] {
  return (Object.keys(after) as (keyof Programme)[]).filter(
    (field) => !before || !isDeepStrictEqual(before[field], after[field]),
  );
}

function plain({ createdAt: _, updatedAt: __, ...programme }: ProgrammeEntity): Programme {
  return { ...programme };
}
