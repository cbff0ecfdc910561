import { check, type FormErrors, NO_FAULTS, type FieldError, type FormFaults } from '#platform/http';
import { type Words } from '#platform/i18n';
import { page, type PageResult } from '#platform/templates';
import type { Language } from '#platform/values';
import { changesBetween, type Change } from './rules/questionnaire-changes.ts';
import { everyPage, ONE_ROUND_TRIP, weightFaults, type PageWeight } from './rules/page-weights.ts';
import { questionnaireFaults } from './rules/questionnaire-faults.ts';
import type { LocalText, QuestionKind, QuestionnaireInput } from './rules/questionnaire.ts';
import { untranslatedIn } from './rules/translations.ts';
import type { SurveysWeights } from './surveys-weights.service.ts';
import type { Draft } from './surveys-drafts.service.ts';
import { editorQuestions, kindOptions } from './surveys-editor.views.ts';
import { lookTabs, type Look } from './surveys-looks.views.ts';
import { changeText, placeOf } from './surveys-sentences.views.ts';
import { PutQuestionnaire } from './surveys.api.controller.ts';

interface Showing {
  readonly language: Language;
  readonly look: Look;
  /** Shown at their fields; the side lists them in any case. */
  readonly faults?: readonly FieldError[];
  readonly conflict?: { by: string | null; changes: readonly Change[] };
  readonly htmx?: string | undefined;
}

const EMPTY: readonly string[] = ['too-short', 'required'];

/** Shows what is being written. Its controller makes it: where there are no screens there are no words either. */
export class SurveysEditor {
  constructor(
    private readonly words: Words,
    private readonly forms: FormErrors,
    private readonly weights: SurveysWeights,
  ) {}

  /** The usual words of a new question, in both languages; none for lists and grids, which are about something. */
  readonly starter = (kind: QuestionKind | 'grid'): LocalText => {
    const key = `surveys.starter.${kind}`;
    return this.words.has('fr', key) ? { fr: this.words.t('fr', key), en: this.words.t('en', key) } : { fr: '' };
  };

  /** What keeps it from being published. */
  async faultsOf(content: QuestionnaireInput): Promise<readonly FieldError[]> {
    return faultsIn(content, await this.weights.of(content));
  }

  async page(draft: Draft, { language, look, faults = [], conflict, htmx }: Showing): Promise<PageResult> {
    const { key, revision, content } = draft;
    const here = { language, words: this.words };
    const weights = await this.weights.of(content);
    const pages = { pages: everyPage(content.questions).length, weights };
    const shown = this.#explained(language, faults);
    const view = {
      key,
      name: content.name,
      title: content.name || this.words.t(language, 'surveys.unnamed'),
      temperature: content.temperature,
      temperatures: (['hot', 'cold'] as const).map((value) => ({
        value,
        label: this.words.t(language, `surveys.temperature.${value}`),
      })),
      questions: editorQuestions(draft, { ...here, errors: shown.of }),
      kinds: kindOptions(here),
      faults: shown,
      side: {
        ...this.#standing(draft, language, { conflict, todo: faultsIn(content, weights) }),
        weights: weights.length > 0 ? { most: ONE_ROUND_TRIP, pages: weights } : null,
        look: { ...lookTabs(key, look, pages, here), revision },
      },
    };
    const status = conflict ? 409 : faults.length > 0 ? 422 : 200;
    return page('surveys/edit', view, { status, ...(htmx && { fragment: '_standing' }) });
  }

  /** Beside the questions: what is published, what has changed since, and what is still to do. */
  #standing(
    { key, revision, content, published }: Draft,
    language: Language,
    { conflict, todo }: { conflict: Showing['conflict']; todo: readonly FieldError[] },
  ) {
    const here = { language, words: this.words };
    const changes = published ? changesBetween(published, content) : [];
    return {
      key,
      revision,
      onto: published?.version ?? 0,
      published: published?.version ?? null,
      standing: published
        ? this.words.t(language, 'surveys.publish.again', { version: published.version })
        : this.words.t(language, 'surveys.publish.first'),
      isChanged: !published || changes.length > 0,
      changes: changes.map((change) => changeText(change, here)),
      todo: this.#explained(language, todo).list,
      untranslated: untranslatedIn(content.questions).map((name) => ({
        name,
        place: placeOf({ path: name, code: '', message: '' }, here),
      })),
      conflict: conflict
        ? {
            by: conflict.by ?? this.words.t(language, 'surveys.somebody'),
            changes: conflict.changes.map((change) => changeText(change, here)),
          }
        : null,
    };
  }

  #explained(language: Language, faults: readonly FieldError[]): FormFaults {
    if (faults.length === 0) return NO_FAULTS;
    const told = faults.map((fault) => {
      const code = EMPTY.includes(fault.code) ? 'required' : fault.code;
      const message = this.forms.explain(language, [{ ...fault, code }], 'surveys').list[0]?.message ?? fault.message;
      return { name: fault.path, message, place: placeOf(fault, { language, words: this.words }) };
    });
    return {
      list: told.map(({ name, message, place }) => ({
        name,
        message: this.words.t(language, 'surveys.fault', { place, message }),
      })),
      of: Object.fromEntries(told.map(({ name, message }) => [name, message])),
    };
  }
}

function faultsIn(content: QuestionnaireInput, weights: readonly PageWeight[]): readonly FieldError[] {
  const checked = check(PutQuestionnaire, content);
  if ('errors' in checked) return checked.errors;
  const faults = questionnaireFaults(content);
  return faults.length > 0 ? faults : weightFaults(content.questions, weights);
}

/** What decides which fields the editor has; where it changed, the page is asked for again. */
export function shapeOf({ temperature, questions }: QuestionnaireInput): string {
  return JSON.stringify([
    temperature,
    questions.map(({ key, kind, rows, showIf }) => [key, kind, rows?.length, showIf?.question, showIf?.op]),
  ]);
}
