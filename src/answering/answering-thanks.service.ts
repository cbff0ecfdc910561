import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '#platform/values';
import type { OpenSurvey } from './answering-links.service.ts';
import { AnsweringMarksService } from './answering-marks.service.ts';
import { AnsweringScreensService } from './answering-screens.service.ts';
import { AnsweringSlotsService } from './answering-slots.service.ts';
import type { Submitted } from './answering.service.ts';
import { thanksView } from './answering.views.ts';

interface Thanks {
  request: FastifyRequest;
  token: string;
  survey: OpenSurvey;
  language: Language;
  submitted: Submitted;
  /** The hour that was just asked for had gone to somebody else. */
  taken?: boolean;
}

/** The page after an answer: what happens next, and when the call suits. */
@Injectable()
export class AnsweringThanksService {
  constructor(
    private readonly screens: AnsweringScreensService,
    private readonly marks: AnsweringMarksService,
    private readonly slots: AnsweringSlotsService,
  ) {}

  async show(
    reply: FastifyReply,
    { request, token, survey, language, submitted, taken = false }: Thanks,
  ): Promise<string> {
    const { timeZone, site } = survey.invitation;
    const hours = { ...(await this.slots.offer(submitted, timeZone)), taken };
    const form = { token, mark: this.marks.give(token, request) };
    const view = thanksView(form, survey, submitted, hours);
    // Who adds a comment at once shows the hand they showed before: without the script they were another client.
    return this.screens.show(reply, 'answering/thanks', view, {
      language,
      timeZone,
      site,
      path: null,
      scripted: view.followUp !== null,
      status: taken ? 409 : 200,
    });
  }
}
