import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { asCents, SmsTariffs } from '#platform/sms';
import { countSegments } from '#platform/sms-text';
import { Templates } from '#platform/templates';
import type { Language } from '#platform/values';

interface Around {
  readonly language: Language;
  readonly theme: 'light' | 'dark' | null;
}

const A_EURO = 100;
const ALONE = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** Messages as pages of their own, for a frame of a screen: nothing runs in them and nothing leads out of them. */
@Injectable()
export class DeliveryFrames {
  constructor(
    private readonly templates: Templates,
    private readonly tariffs: SmsTariffs,
  ) {}

  /** An e-mail as it is; its styles stand on its elements. */
  mail(reply: FastifyReply, html: string): string {
    return this.#send(reply, `${ALONE}; style-src 'unsafe-inline'`, html);
  }

  /** Texts as bubbles, each with what it costs where most of them go; what others cost stands beside the prices. */
  async texts(
    reply: FastifyReply,
    texts: readonly { title: string; text: string }[],
    { language, theme }: Around,
  ): Promise<string> {
    const price = await this.tariffs.home();
    const bubbles = texts.map(({ title, text }) => {
      const { segments, encoding, units, offending } = countSegments(text);
      const cost = asCents(segments * price) / A_EURO;
      return { title, text, segments, encoding, units, offending: offending.join(' '), cost };
    });
    const view = { doc: { language, theme }, bubbles, faults: [] };
    return this.#framed(reply, view, language);
  }

  /** What is to correct before there is anything to look at. */
  faults(reply: FastifyReply, faults: readonly string[], { language, theme }: Around): string {
    return this.#framed(reply, { doc: { language, theme }, bubbles: [], faults }, language);
  }

  #framed(reply: FastifyReply, view: object, language: Language): string {
    const html = this.templates.renderHtml('delivery/framed', view, { language });
    return this.#send(reply, `${ALONE}; style-src 'self'; font-src 'self'`, html);
  }

  #send(reply: FastifyReply, policy: string, html: string): string {
    void reply
      .headers({ 'content-security-policy': policy, 'cache-control': 'no-store', 'x-frame-options': 'SAMEORIGIN' })
      .type('text/html; charset=utf-8');
    return html;
  }
}
