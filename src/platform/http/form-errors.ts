import { Injectable } from '@nestjs/common';
import { Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { FieldError } from './problem.ts';

/** What is to correct, in the reader's language: `list` for the head of the form, `of` for its fields. */
export interface FormFaults {
  readonly list: readonly { readonly name: string; readonly message: string }[];
  readonly of: Readonly<Record<string, string | undefined>>;
}

/** Says to people what `check` and `invalid` say to programs. */
@Injectable()
export class FormErrors {
  constructor(private readonly words: Words) {}

  /** The sentence of a code is `<station>.field.<code>` where the station has its own, else `platform.field.<code>`. */
  explain(language: Language, errors: readonly FieldError[], station: string): FormFaults {
    const list = errors.map(({ path, code, message }) => {
      const key = [`${station}.field.${code}`, `platform.field.${code}`].find((one) => this.words.has(language, one));
      return { name: path.split('.')[0] ?? path, message: key ? this.words.t(language, key) : message };
    });
    return { list, of: Object.fromEntries(list.map(({ name, message }) => [name, message])) };
  }
}

export const NO_FAULTS: FormFaults = { list: [], of: {} };
