import { Injectable } from '@nestjs/common';
import type { FieldError } from '#platform/http';
import { SmsTransport } from '#platform/sms';
import { WrittenTexts, type WrittenFault } from '#platform/templates';
import { DeliveryEdited } from './delivery-edited.service.ts';
import { DeliverySamples, type Sample } from './delivery-samples.service.ts';
import { MOST_SEGMENTS, VARIABLES, type Slot, type TypedTemplate } from './rules/edited-template.ts';

/** A fault with what its sentence names: a line and a name in the text, or a sample person. */
export type TemplateFault = FieldError & { readonly line?: number; readonly name?: string };

const LONGEST = { sms: 600, email: 5_000, subject: 150 } as const;

/** Whether words can be sent: read, then tried on every sample person. */
@Injectable()
export class DeliveryTemplateChecks {
  constructor(
    private readonly texts: WrittenTexts,
    private readonly edited: DeliveryEdited,
    private readonly samples: DeliverySamples,
    private readonly sms: SmsTransport,
  ) {}

  /** Everything that keeps it from being sent, tried on every sample person. */
  async faultsOf(slot: Slot, typed: TypedTemplate): Promise<TemplateFault[]> {
    const faults = [
      ...(slot.channel === 'email' ? this.#textFaults('subject', typed.subject ?? '', VARIABLES.subject) : []),
      ...this.#textFaults('body', typed.body, VARIABLES[slot.channel]),
    ];
    if (faults.length > 0) return faults;
    const samples = await this.samples.of(slot);
    return samples.flatMap((sample) => this.#sampleFaults(slot, typed, sample)).slice(0, 1);
  }

  #textFaults(path: 'subject' | 'body', text: string, variables: readonly string[]): TemplateFault[] {
    if (text.trim() === '') return [{ path, code: 'required', message: 'is empty' }];
    return this.texts.faults(text, variables).map((fault) => ({ path, ...told(fault) }));
  }

  #sampleFaults(slot: Slot, typed: TypedTemplate, { person, claimed, subject }: Sample): TemplateFault[] {
    const limit = LONGEST[slot.channel];
    if (typed.body.length > limit)
      return [{ path: 'body', code: 'too-long', message: `is longer than ${limit} characters` }];
    const { text, subject: title, segments } = this.edited.write({ channel: slot.channel, ...typed }, claimed, subject);
    if ((title ?? '').length > LONGEST.subject)
      return [{ path: 'subject', code: 'too-long', message: `is longer than ${LONGEST.subject} characters` }];
    if (!text.includes(`/s/${claimed.token}`))
      return [{ path: 'body', code: 'no-survey', message: 'does not say where to answer: {{survey}}', name: person }];
    // The page of their own, which stands below every e-mail, is no plain way to stop.
    const stop = `/u/${claimed.token}`;
    // To a sender that is a name nobody can write STOP.
    const isHeard = slot.channel === 'email' || this.sms.takesReplies;
    const isStoppable = (isHeard && /\bSTOP\b/.test(text)) || text.replaceAll(`${stop}/mine`, '').includes(stop);
    if (!isStoppable)
      return [{ path: 'body', code: 'no-opt-out', message: 'does not say how to stop: {{optOut}}', name: person }];
    if ((segments ?? 0) <= MOST_SEGMENTS) return [];
    return [{ path: 'body', code: 'too-many-segments', message: `costs ${segments} texts`, name: person }];
  }
}

function told({ code, line, name }: WrittenFault) {
  return { code, line, name, message: `${code} in line ${line}: ${name}` };
}
