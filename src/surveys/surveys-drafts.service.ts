import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { actors, Facts } from '#platform/facts';
import { Problem } from '#platform/http';
import { mergedDrafts } from './rules/draft-merge.ts';
import { changesBetween, type Change } from './rules/questionnaire-changes.ts';
import type { QuestionnaireInput, QuestionnaireVersion } from './rules/questionnaire.ts';
import { sameQuestionnaire } from './rules/same-questionnaire.ts';
import { SurveysDraftsRepository, type Revision } from './surveys-drafts.repository.ts';
import { SurveysService } from './surveys.service.ts';

/** A questionnaire as it is being written; `revision` is 0 until something is saved over what is published. */
export interface Draft {
  readonly key: string;
  readonly revision: number;
  readonly content: QuestionnaireInput;
  readonly published: QuestionnaireVersion | null;
}

/** What a writer has before them: a saving, and the published version it is compared with. */
export interface Seen {
  readonly revision: number;
  readonly onto: number;
}

/** Saved, or what somebody else changed meanwhile, and both put together. */
export type Saved = { draft: Draft } | { conflict: { by: string | null; changes: Change[]; merged: Draft } };

/** Questionnaires being written, by several people perhaps; what is in use does not change until they publish. `by` is the writer's name. */
@Injectable()
export class SurveysDrafts {
  constructor(
    private readonly repository: SurveysDraftsRepository,
    private readonly surveys: SurveysService,
    private readonly db: Database,
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {}

  /** What is being written, else what is published. @throws Problem 404 */
  async open(key: string): Promise<Draft> {
    const [latest, published] = [await this.repository.latest(key), await this.surveys.current(key)];
    if (latest) return draftOf(latest, published);
    if (!published) throw Problem.notFound('questionnaire', key);
    return { key, revision: 0, content: contentOf(published), published };
  }

  /** Every questionnaire that is being written, by key; what says the same as its published version is not. */
  async all(): Promise<Map<string, Revision>> {
    const published = await this.surveys.currents();
    const drafts = (await this.repository.all()).filter(({ key, content }) => {
      const current = published.get(key);
      return !current || !sameQuestionnaire(current, content);
    });
    return new Map(drafts.map((draft) => [draft.key, draft]));
  }

  /** A new one under this key, or under the next that is free: `csat-2`. */
  async begin(wanted: string, content: QuestionnaireInput, by: string): Promise<Draft> {
    return this.db.transaction(async () => {
      await this.repository.hold('');
      let key = wanted;
      for (let n = 2; (await this.repository.latest(key)) ?? (await this.surveys.current(key)); n++) {
        key = `${wanted}-${n}`;
      }
      return draftOf(await this.#add(key, content, null, by), null);
    });
  }

  /**
   * Saves what was written over what the writer has seen. Where somebody else was first, nothing is saved: their changes come back with
   * both put together, for the writer to look at. One's own earlier saving is simply joined.
   */
  async save(key: string, { revision, onto }: Seen, content: QuestionnaireInput, by: string): Promise<Saved> {
    return this.db.transaction(async () => {
      await this.repository.hold(key);
      const open = await this.open(key);
      if (open.revision === revision && (revision > 0 || onto === (open.published?.version ?? 0))) {
        if (sameQuestionnaire(open.content, content)) return { draft: open };
        return { draft: draftOf(await this.#add(key, content, open.published, by), open.published) };
      }
      const latest = await this.repository.latest(key);
      const base = await this.#base(key, { revision, onto });
      const merged = base ? mergedDrafts(base, content, open.content) : content;
      if (latest?.savedBy === actors.current() && base) {
        return { draft: draftOf(await this.#add(key, merged, open.published, by), open.published) };
      }
      const changes = base ? changesBetween(base, open.content) : [];
      return { conflict: { by: latest?.savedName ?? null, changes, merged: { ...open, content: merged } } };
    });
  }

  /** Takes one saving back, whatever was saved since; what is no more cannot be. */
  async takeBack(key: string, revision: number, by: string): Promise<void> {
    await this.db.transaction(async () => {
      await this.repository.hold(key);
      const [before, latest] = [await this.repository.at(key, revision), await this.repository.latest(key)];
      if (!before || !latest) throw Problem.conflict('draft-gone', 'This questionnaire was published meanwhile.');
      const after = await this.repository.next(key, revision);
      const content = after ? mergedDrafts(after.content, before.content, latest.content) : before.content;
      await this.#add(key, content, await this.surveys.current(key), by);
    });
  }

  /**
   * An earlier version becomes what is being written. Gives the saving it stands over, so that it can be taken back; 0 when
   * nothing was being written. @throws Problem 404
   */
  async restore(key: string, version: number, by: string): Promise<number> {
    return this.db.transaction(async () => {
      await this.repository.hold(key);
      const earlier = (await this.surveys.history(key)).find((one) => one.version === version);
      if (!earlier) throw Problem.notFound('version', String(version));
      const before = await this.repository.latest(key);
      await this.#add(key, contentOf(earlier), await this.surveys.current(key), by);
      return before?.revision ?? 0;
    });
  }

  /** A new one that says the same, under a name and a key of its own. @throws Problem 404 */
  async copy(key: string, nameOf: (name: string) => string, by: string): Promise<Draft> {
    const published = await this.surveys.current(key);
    const content = published ? contentOf(published) : (await this.open(key)).content;
    return this.begin(key, { ...content, name: nameOf(content.name) }, by);
  }

  /** Publishes what is written as the next version. @throws Problem 409 when another version came meanwhile, 422 as publishVersion. */
  async publish(key: string, onto: number, content: QuestionnaireInput): Promise<QuestionnaireVersion> {
    return this.db.transaction(async () => {
      await this.repository.hold(key);
      const current = await this.surveys.current(key);
      if ((current?.version ?? 0) !== onto) {
        throw Problem.conflict('published-meanwhile', `Version ${current?.version} was published meanwhile.`);
      }
      const published = await this.surveys.publishVersion(key, content);
      await this.repository.drop(key);
      return published;
    });
  }

  /** Leaves what is written; what is published stays. */
  async discard(key: string): Promise<void> {
    await this.db.transaction(async () => {
      await this.repository.hold(key);
      const published = await this.surveys.current(key);
      if ((await this.repository.drop(key)) === 0) return;
      await this.facts.record({
        name: 'questionnaire.discarded',
        subject: key,
        data: { from: published?.version ?? 0 },
      });
    });
  }

  async #add(
    key: string,
    content: QuestionnaireInput,
    published: QuestionnaireVersion | null,
    savedName: string,
  ): Promise<Revision> {
    const from = published?.version ?? 0;
    if (!(await this.repository.latest(key))) {
      await this.facts.record({ name: 'questionnaire.drafted', subject: key, data: { from } });
    }
    const savedBy = actors.current();
    return this.repository.add({ key, baseVersion: from, content, savedBy, savedName, savedAt: this.clock.now() });
  }

  /** What the writer began from; null when it is no more, as somebody published it. */
  async #base(key: string, { revision, onto }: Seen): Promise<QuestionnaireInput | null> {
    if (revision > 0) return (await this.repository.at(key, revision))?.content ?? null;
    const versions = await this.surveys.history(key);
    const version = versions.find((one) => one.version === onto);
    return version ? contentOf(version) : null;
  }
}

function draftOf({ key, revision, content }: Revision, published: QuestionnaireVersion | null): Draft {
  return { key, revision, content, published };
}

function contentOf({ name, temperature, questions }: QuestionnaireInput): QuestionnaireInput {
  return { name, temperature, questions };
}
