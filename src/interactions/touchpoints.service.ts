import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { QuietHours } from '#invitations';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { invalid, type FieldError } from '#platform/http';
import { SurveysService } from '#surveys';
import { faultsOf, touchpointOf, type Touchpoint, type TouchpointInput } from './rules/touchpoint.ts';
import type { TouchpointEntity } from './touchpoint.entity.ts';
import { TouchpointsRepository } from './touchpoints.repository.ts';

/** Where interactions come from, and what is asked about them. A change never rewrites past decisions. */
@Injectable()
export class TouchpointsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly surveys: SurveysService,
    private readonly quiet: QuietHours,
    private readonly repository: TouchpointsRepository,
  ) {}

  async byKey(key: string): Promise<Touchpoint | null> {
    return (await this.byKeys([key])).get(key) ?? null;
  }

  async byKeys(keys: readonly string[]): Promise<Map<string, Touchpoint>> {
    return new Map((await this.repository.byKeys([...new Set(keys)])).map((entity) => [entity.key, plain(entity)]));
  }

  /** In the order of the customer's life. */
  async all(): Promise<Touchpoint[]> {
    return (await this.repository.all()).map(plain);
  }

  /** Free attributes that it was lately told of. */
  async attributesSeen(key: string): Promise<string[]> {
    return this.repository.attributesSeen(key);
  }

  /** What no schema says of it. */
  async faults(touchpoint: Touchpoint): Promise<FieldError[]> {
    return faultsOf(touchpoint, await this.quiet.current());
  }

  /** Makes it or replaces it; what is not said takes its default. @throws Problem 422 naming the field at fault. */
  async save(key: string, input: TouchpointInput): Promise<Touchpoint> {
    return this.db.transaction(async () => {
      const touchpoint = touchpointOf(key, input);
      const faults = await this.faults(touchpoint);
      if (!(await this.surveys.current(touchpoint.questionnaire))) {
        faults.push({
          path: 'questionnaire',
          code: 'unknown',
          message: `no questionnaire is known as ${touchpoint.questionnaire}`,
        });
      }
      if (faults.length > 0) throw invalid(...faults);
      const before = await this.byKey(key);
      await this.repository.save(touchpoint, this.clock.now());
      const fields = changedFields(before, touchpoint);
      if (fields.length > 0) await this.facts.record({ name: 'touchpoint.changed', subject: key, data: { fields } });
      return touchpoint;
    });
  }
}

function changedFields(before: Touchpoint | null, after: Touchpoint): string[] {
  return (Object.keys(after) as (keyof Touchpoint)[]).filter(
    (field) => !before || !isDeepStrictEqual(before[field], after[field]),
  );
}

function plain({ updatedAt: _, ...touchpoint }: TouchpointEntity): Touchpoint {
  return { ...touchpoint };
}
