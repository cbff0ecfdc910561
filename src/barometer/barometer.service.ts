import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { QuietHours } from '#invitations';
import type { QuietOutside } from '#platform/calendar';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { invalid, Problem } from '#platform/http';
import { SurveysService } from '#surveys';
import { BarometerRepository } from './barometer.repository.ts';
import type { ProgrammeEntity } from './programme.entity.ts';
import {
  faultsOf,
  heldChanges,
  lockedChanges,
  namingFault,
  programmeOf,
  type ProgrammeInput,
} from './rules/programme-input.ts';
import type { ProgrammeState } from './rules/lifecycle.ts';
import type { KeptProgramme, Programme } from './rules/programme.ts';

/** The rolling samples of the base: who is asked what, how often, and by which draw. */
@Injectable()
export class BarometerService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly surveys: SurveysService,
    private readonly quietHours: QuietHours,
    private readonly repository: BarometerRepository,
  ) {}

  async all(): Promise<KeptProgramme[]> {
    return (await this.repository.all()).map(plain);
  }

  async byKey(key: string): Promise<KeptProgramme | null> {
    const found = await this.repository.byKey(key);
    return found && plain(found);
  }

  /** The organisation's hours, within which waves go out. */
  quiet(): Promise<QuietOutside> {
    return this.quietHours.current();
  }

  /** @throws Problem 404 */
  async known(key: string): Promise<KeptProgramme> {
    const programme = await this.byKey(key);
    if (!programme) throw Problem.notFound('barometer', key);
    return programme;
  }

  /**
   * Makes it or replaces it; what is not said takes its default.
   * @throws Problem 422 naming the field at fault, 409 for what a draw has fixed.
   */
  async save(key: string, input: ProgrammeInput): Promise<KeptProgramme> {
    return this.db.transaction(async () => {
      const programme = programmeOf(key, input);
      const faults = faultsOf(programme, await this.quiet());
      const asked = await this.surveys.current(programme.questionnaire);
      if (asked) faults.push(...namingFault(programme.kind, asked.questions));
      else {
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
      const kept = { ...programme, state: before?.state ?? ('active' as const) };
      if (fields.length === 0) return kept;
      await this.repository.save(programme, this.clock.now());
      await this.facts.record({ name: 'barometer.changed', subject: key, data: { fields } });
      return kept;
    });
  }

  /** It opens no more waves, and what it said can still be read. @throws Problem 404; 409 while a wave is under way */
  async archive(key: string): Promise<KeptProgramme> {
    return this.#move(key, 'ended');
  }

  /** It may open waves again. @throws Problem 404 */
  async restore(key: string): Promise<KeptProgramme> {
    return this.#move(key, 'active');
  }

  /** Said twice, it is done once. */
  async #move(key: string, to: ProgrammeState): Promise<KeptProgramme> {
    return this.db.transaction(async () => {
      await this.repository.hold(key);
      const programme = await this.known(key);
      const waves = to === 'ended' ? await this.repository.waves(key) : [];
      if (waves.some(({ state }) => state === 'open' || state === 'paused'))
        throw Problem.conflict('wave-under-way', 'A wave is under way: close it first.');
      if (await this.repository.move(key, to, this.clock.now()))
        await this.facts.record({ name: 'barometer.moved', subject: key, data: { from: programme.state, to } });
      return { ...programme, state: to };
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

function plain({ createdAt: _, updatedAt: __, ...programme }: ProgrammeEntity): KeptProgramme {
  return { ...programme };
}
