import { SetMetadata } from '@nestjs/common';
import type { TSchema } from 'typebox';

export const ANSWERS = Symbol('answers');

export interface AnswersDoc {
  readonly summary: string;
  readonly body?: TSchema;
  readonly status?: number;
}

/** Describes an endpoint in the OpenAPI document: what it does, and what a good answer looks like. */
export function Answers(summary: string, body?: TSchema, status?: number): MethodDecorator {
  return SetMetadata<symbol, AnswersDoc>(ANSWERS, { summary, ...(body && { body }), ...(status && { status }) });
}
