import { Injectable } from '@nestjs/common';
import { BarometerAnonymous } from '#barometer';
import { invalid } from '#platform/http';
import type { Language } from '#platform/values';
import { readAnswers, scored, type Question } from '#surveys';
import type { OpenSurvey, Sighting } from './answering-links.service.ts';

interface Sent {
  readonly complete: boolean;
  readonly origin: Sighting;
  readonly language?: Language;
}

/** Answers that nobody may tie to their author: no response, no case, no review, no submission is kept of them. */
@Injectable()
export class AnsweringAnonymousService {
  constructor(private readonly anonymous: BarometerAnonymous) {}

  /** Once and whole: a part of it would have to be found again. @throws Problem 410 answered before or over, 422 with the reasons */
  async answer(
    { invitation, questionnaire }: OpenSurvey,
    raw: Readonly<Record<string, unknown>>,
    { complete, origin, language = invitation.language }: Sent,
  ): Promise<'partial' | 'complete'> {
    const { questions } = questionnaire;
    const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null && value !== ''));
    const read = readAnswers(questions, given, { partial: !complete });
    if ('errors' in read) throw invalid(...read.errors);
    if (!complete) return 'partial';
    if (isMachine(origin)) return 'complete';
    const score = scored(questions, read.answers);
    await this.anonymous.answer(invitation.id, {
      ...{ answers: read.answers, metric: score?.metric ?? null, score: score?.score ?? null },
      ...{ comment: commentIn(questions, read.answers), language },
    });
    return 'complete';
  }
}

/** What no person does, whoever the person is. */
function isMachine({ honeypot, prefetch, method }: Sighting): boolean {
  return honeypot || prefetch || method !== 'POST';
}

/** The first text that was written. */
function commentIn(questions: readonly Question[], answers: Readonly<Record<string, unknown>>): string | null {
  const texts = questions.filter(({ kind }) => kind === 'text').map(({ key }) => answers[key]);
  return texts.find((text): text is string => typeof text === 'string' && text.trim() !== '') ?? null;
}
