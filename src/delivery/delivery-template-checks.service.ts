import { Injectable } from '@nestjs/common';
import type { FieldError } from '#platform/http';
import { SmsTransport } from '#platform/sms';
import { WrittenTexts, type WrittenFault } from '#platform/templates';
import { writeGsm7 } from '#platform/sms-text';
import { DeliveryTried, type Tried } from './delivery-tried.service.ts';
import { LETTER_NEEDS, SAYS_STOP, type LetterKind, type LetterValues } from './rules/edited-letter.ts';
import { MOST_SEGMENTS, variablesOf, type Slot, type TypedTemplate } from './rules/edited-template.ts';

/** A fault with what its sentence names: a line and a name in the text, or a sample person. */
export type TemplateFault = FieldError & { readonly line?: number; readonly name?: string };

const LONGEST = { sms: 600, email: 5_000, subject: 150 } as const;

/** Whether words can be sent: read, then tried on every sample person. */
@Injectable()
export class DeliveryTemplateChecks {
  constructor(
    private readonly texts: WrittenTexts,
    private readonly tried: DeliveryTried,
    private readonly sms: SmsTransport,
  ) {}

  /** Everything that keeps it from being sent, tried on every sample person. */
  async faultsOf(slot: Slot, typed: TypedTemplate): Promise<TemplateFault[]> {
    const faults = [
      ...(slot.channel === 'email'
        ? this.#textFaults('subject', typed.subject ?? '', variablesOf(slot, 'subject'))
        : []),
      ...this.#textFaults('body', typed.body, variablesOf(slot)),
    ];
    if (faults.length > 0) return faults;
    const limit = LONGEST[slot.channel];
    if (typed.body.length > limit)
      return [{ path: 'body', code: 'too-long', message: `is longer than ${limit} characters` }];
    const tried = await this.tried.all(slot, typed);
    return tried.flatMap((one) => this.#sampleFaults(slot, one)).slice(0, 1);
  }

  #textFaults(path: 'subject' | 'body', text: string, variables: readonly string[]): TemplateFault[] {
    if (text.trim() === '') return [{ path, code: 'required', message: 'is empty' }];
    return this.texts.faults(text, variables).map((fault) => ({ path, ...told(fault) }));
  }

  #sampleFaults(slot: Slot, one: Tried): TemplateFault[] {
    const { person, subject, segments, about } = one;
    if ((subject ?? '').length > LONGEST.subject)
      return [{ path: 'subject', code: 'too-long', message: `is longer than ${LONGEST.subject} characters` }];
    const faults = 'token' in about ? this.#surveyFaults(slot, one, about.token) : letterFaults(one, about);
    if (faults.length > 0 || (segments ?? 0) <= MOST_SEGMENTS) return faults;
    return [{ path: 'body', code: 'too-many-segments', message: `costs ${segments} texts`, name: person }];
  }

  #surveyFaults(slot: Slot, { person, text }: Tried, token: string): TemplateFault[] {
    if (!text.includes(`/s/${token}`))
      return [{ path: 'body', code: 'no-survey', message: 'does not say where to answer: {{survey}}', name: person }];
    // The page of their own, which stands below every e-mail, is no plain way to stop.
    const stop = `/u/${token}`;
    // To a sender that is a name nobody can write STOP.
    const isHeard = slot.channel === 'email' || this.sms.takesReplies;
    const isStoppable = (isHeard && /\bSTOP\b/.test(text)) || text.replaceAll(`${stop}/mine`, '').includes(stop);
    if (isStoppable) return [];
    return [{ path: 'body', code: 'no-opt-out', message: 'does not say how to stop: {{optOut}}', name: person }];
  }
}

/** What its reader needs stands in it, as it is written: without the accents that the alphabet of texts lacks. */
function letterFaults(
  { text, person }: Tried,
  { kind, values }: { kind: LetterKind; values: LetterValues },
): TemplateFault[] {
  if (SAYS_STOP.includes(kind) && !/\bSTOP\b/.test(text))
    return [{ path: 'body', code: 'no-stop', message: 'does not say how to stop: STOP', name: person }];
  const missing = LETTER_NEEDS[kind].find((name) => {
    const value = values[name];
    return value && !writeGsm7(text).includes(writeGsm7(value));
  });
  return missing
    ? [{ path: 'body', code: 'missing-variable', message: `does not say {{${missing}}}`, name: missing }]
    : [];
}

function told({ code, line, name }: WrittenFault) {
  return { code, line, name, message: `${code} in line ${line}: ${name}` };
}
