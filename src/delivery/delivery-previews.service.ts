import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Language } from '#platform/values';
import { DeliveryFrames } from './delivery-frames.service.ts';
import { DeliveryWriting } from './delivery-writing.service.ts';
import type { Letter } from './rules/letter.ts';

/** A phone that nobody has. */
const NOBODY = '+33639980000';

/** Letters as they would be sent, to look at before any is. */
@Injectable()
export class DeliveryPreviews {
  constructor(
    private readonly writing: DeliveryWriting,
    private readonly frames: DeliveryFrames,
  ) {}

  /** Texts one below the other, each with its title and what it costs; `nothing` is said where there is none. */
  async texts(
    reply: FastifyReply,
    letters: readonly { title: string; letter: Letter }[],
    { nothing, ...around }: { language: Language; theme: 'light' | 'dark' | null; nothing: string },
  ): Promise<string> {
    if (letters.length === 0) return this.frames.faults(reply, [nothing], around);
    const texts: { title: string; text: string }[] = [];
    for (const { title, letter } of letters) {
      texts.push({ title, text: (await this.writing.letter(letter, NOBODY)).text });
    }
    return this.frames.texts(reply, texts, around);
  }
}
