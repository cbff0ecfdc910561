import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { DEFAULT_BRAND } from '#platform/brand';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { actors, Facts } from '#platform/facts';
import { invalid, Problem } from '#platform/http';
import { templatesFolder } from '#platform/templates';
import { DeliveryTemplateChecks } from './delivery-template-checks.service.ts';
import { DeliveryTemplatesRepository, type SavedTemplate } from './delivery-templates.repository.ts';
import { messageKey, slotKey, type EditedTemplate, type Slot, type TypedTemplate } from './rules/edited-template.ts';

/** Who saves, by name, and the version they had before them: 0 for ours. */
export interface Writer {
  readonly seen: number;
  readonly by: string;
}

/** Messages that were written on a screen: versions, each final, the newest in force. */
@Injectable()
export class DeliveryTemplates {
  constructor(
    private readonly repository: DeliveryTemplatesRepository,
    private readonly checks: DeliveryTemplateChecks,
    private readonly db: Database,
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {}

  /** What is in force, by message; where ours is, there is none. */
  async inForce(): Promise<Map<string, SavedTemplate>> {
    const newest = await this.repository.newest();
    return new Map(newest.filter(({ body }) => body !== null).map((one) => [slotKey(one), one]));
  }

  /** Newest first. */
  history(slot: Slot): Promise<SavedTemplate[]> {
    return this.repository.history(slot);
  }

  /** The words to begin with: the default brand's, else our own. The first line of an e-mail's file is its subject. */
  async starter(slot: Slot): Promise<TypedTemplate> {
    const theirs =
      slot.brand === DEFAULT_BRAND ? undefined : (await this.history({ ...slot, brand: DEFAULT_BRAND }))[0];
    if (theirs?.body) return { subject: theirs.subject, body: theirs.body, gsm7: theirs.gsm7 };
    const text = readFileSync(join(templatesFolder, 'messages', `${messageKey(slot)}.txt`), 'utf8').trimEnd();
    if (slot.channel === 'sms') return { subject: null, body: text };
    const [subject = '', ...lines] = text.split('\n');
    return { subject, body: lines.join('\n').trim() };
  }

  /**
   * Saves the next version, in force from now on. @throws Problem 422 with the faults, 409 when somebody saved after `seen`.
   */
  async save(slot: Slot, typed: TypedTemplate, { seen, by }: Writer): Promise<EditedTemplate> {
    const faults = await this.checks.faultsOf(slot, typed);
    if (faults.length > 0) throw invalid(...faults);
    const { gsm7 = true, body } = typed;
    const subject = slot.channel === 'email' ? typed.subject : null;
    return this.#add(slot, { subject, body, gsm7 }, { seen, by });
  }

  /** Back to an earlier version, or to ours (0), as the next version. @throws Problem 404, 409 */
  async restore(slot: Slot, version: number, { seen, by }: Writer): Promise<EditedTemplate> {
    if (version === 0) return this.#add(slot, { subject: null, body: null, gsm7: true }, { seen, by });
    const before = (await this.history(slot)).find((one) => one.version === version);
    if (!before) throw Problem.notFound('version', String(version));
    return this.#add(slot, before, { seen, by });
  }

  async #add(
    slot: Slot,
    { subject, body, gsm7 }: Pick<EditedTemplate, 'subject' | 'body' | 'gsm7'>,
    { seen, by }: Writer,
  ): Promise<EditedTemplate> {
    return this.db.transaction(async () => {
      const [last] = await this.history(slot);
      const { brand, channel, kind, language } = slot;
      const next = { brand, channel, kind, language, version: seen + 1, subject, body, gsm7 };
      const added =
        (last?.version ?? 0) === seen
          ? await this.repository.add({
              ...next,
              savedBy: actors.current(),
              savedName: by,
              createdAt: this.clock.now(),
            })
          : null;
      if (!added) throw Problem.conflict('saved-meanwhile', 'Somebody saved this message meanwhile.');
      await this.facts.record({
        name: 'message-template.changed',
        subject: slotKey(slot),
        data: { version: added.version, ours: body === null },
      });
      return added;
    });
  }
}
