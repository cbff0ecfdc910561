import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Refusals } from '#platform/http';
import { AnsweringLinksService } from './answering-links.service.ts';
import { AnsweringScreensService } from './answering-screens.service.ts';
import { textField, typedIn, type FormBody } from './rules/read-form.ts';

/** A survey, the way out, the customer's own page, a place where anybody may answer. */
const THEIRS = /^\/([sump])\/([\w-]{1,64})(?=[/?]|$)|^\/[sump]\//;

/**
 * What goes wrong on customers' pages before or beside their own handling of it (a body that is too large or no form at all, a
 * fault of ours) is told on such a page, in their language, with what they typed where it could be read.
 */
@Injectable()
export class AnsweringRefusalsService implements OnModuleInit {
  constructor(
    private readonly refusals: Refusals,
    private readonly links: AnsweringLinksService,
    private readonly screens: AnsweringScreensService,
  ) {}

  onModuleInit(): void {
    this.refusals.learn(THEIRS, async (problem, request, reply) => {
      const [, page = '', token = ''] = THEIRS.exec(request.url) ?? [];
      const body = formIn(request.body);
      const language = textField(body['_lang']) || (await this.#languageOf(page, token));
      return this.screens.notice(request, reply, problem, { language, typed: typedIn(body), any: true });
    });
  }

  /** Theirs where the link says whose it is; whatever is wrong here must not hide what went wrong before. */
  async #languageOf(page: string, token: string): Promise<string | null> {
    if (page !== 's' && page !== 'u') return null;
    try {
      return await this.links.languageOf(token);
    } catch {
      return null; // the browser's language stands
    }
  }
}

function formIn(body: unknown): FormBody {
  return typeof body === 'object' && body !== null && !Buffer.isBuffer(body) ? (body as FormBody) : {};
}
