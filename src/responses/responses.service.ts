import { Injectable } from '@nestjs/common';
import type { Invitation } from '#invitations';
import type { Page } from '#platform/http';
import type { Language, Scale } from '#platform/values';
import type { Answers, QuestionnaireVersion } from '#surveys';
import type { Label, Origin } from './rules/person-or-machine.ts';

export interface Submit {
  invitation?: Invitation;
  /** Anonymous channels: one response a session. */
  session?: string;
  questionnaire: QuestionnaireVersion;
  /** Already read by the rules of surveys; on a correction, all the answers that are to stand. */
  answers: Answers;
  complete: boolean;
  via: 'web' | 'sms' | 'api';
  origin: Origin;
  language: Language;
}

/** One person's answers to one ask, as they stand now. */
export interface Response {
  id: string;
  invitation: string | null;
  customer: string | null;
  interaction: string | null;
  touchpoint: string | null;
  questionnaireVersion: string;
  temperature: 'hot' | 'cold';
  site: string | null;
  agent: string | null;
  segment: string | null;
  /** How it was answered. */
  channel: 'web' | 'sms' | 'api';
  language: Language;
  answers: Answers;
  metric: Scale | null;
  score: number | null;
  /** The first text answer. */
  comment: string | null;
  complete: boolean;
  /** When the experience took place. */
  occurredAt: Date | null;
  /** First answered; a correction does not move it. */
  answeredAt: Date;
  updatedAt: Date;
  version: number;
}

/** `response` is null when a machine came before any person. */
export interface Recorded extends Label {
  response: Response | null;
  /** This submission made the response. */
  first: boolean;
  /** This submission changed it, or made it. */
  changed: boolean;
  status: 'partial' | 'complete';
}

export interface Submission extends Label {
  id: string;
  answers: Answers;
  complete: boolean;
  origin: Origin;
  receivedAt: Date;
}

export interface ResponseQuery {
  touchpoint?: string;
  from?: Date;
  to?: Date;
  customer?: string;
  invitation?: string;
  limit?: number;
  cursor?: string;
}

@Injectable()
export class ResponsesService {
  /** A first answer, or a correction (a new version). A machine's submission is kept, and changes nothing. */
  async record(_submit: Submit): Promise<Recorded> {
    throw new Error('Not yet.');
  }

  async byIds(_ids: readonly string[]): Promise<Map<string, Response>> {
    throw new Error('Not yet.');
  }

  async byInvitation(_invitation: string): Promise<Response | null> {
    throw new Error('Not yet.');
  }

  /** Newest first. */
  async list(_query: ResponseQuery): Promise<Page<Response>> {
    throw new Error('Not yet.');
  }

  /** Every submission behind a response, oldest first, with what it came from. */
  async submissions(_response: string): Promise<Submission[]> {
    throw new Error('Not yet.');
  }
}
