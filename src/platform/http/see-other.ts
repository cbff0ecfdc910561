import type { WordParams } from '#platform/i18n';
import type { Flash } from '#platform/templates';

/** What to say on the page that follows an act: a key of `templates/words`, said in the reader's language. */
export interface Notice {
  readonly word: string;
  readonly params?: WordParams;
  /** `done` unless told. */
  readonly kind?: Flash['kind'];
  /** Path a form is posted to when the reader takes the act back within ten seconds. */
  readonly undo?: string;
}

/** What a page controller returns after a good POST: the page to go on to, and what to say there. */
export class SeeOther {
  constructor(
    readonly to: string,
    readonly notice?: Notice,
  ) {}
}

export function seeOther(to: string, notice?: Notice): SeeOther {
  return new SeeOther(to, notice);
}
