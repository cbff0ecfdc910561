import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Problem } from '#platform/http';
import { templatesFolder } from '#platform/templates';
import type { Language } from '#platform/values';
import type { Question, QuestionnaireInput } from './rules/questionnaire.ts';

/** A questionnaire that is ready to be chosen. */
export interface Ready {
  readonly key: string;
  readonly name: Readonly<Record<Language, string>>;
  /** What it measures, and when to ask it. */
  readonly purpose: Readonly<Record<Language, string>>;
  /** Where its questions come from. */
  readonly source: Readonly<Record<Language, string>>;
  readonly temperature: 'hot' | 'cold';
  readonly questions: readonly Question[];
}

const folder = join(templatesFolder, 'questionnaires');

/** The ready-made questionnaires: `templates/questionnaires/*.json`, in the order of their file names. */
@Injectable()
export class SurveysLibrary {
  readonly #ready: readonly Ready[] = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Ready);

  all(): readonly Ready[] {
    return this.#ready;
  }

  /** As a questionnaire to write on, named in this language. @throws Problem 404 */
  content(key: string, language: Language): QuestionnaireInput {
    const ready = this.#ready.find((one) => one.key === key);
    if (!ready) throw Problem.notFound('ready questionnaire', key);
    return { name: ready.name[language], temperature: ready.temperature, questions: [...ready.questions] };
  }
}
