import { isScale, type Scale } from '#platform/values';

/** What a text was taken for, without its words. */
export interface Understood {
  readonly metric: Scale | null;
  readonly score: number | null;
  readonly comment: boolean;
  /** Wishes to be called, or does not; null when they did not say. */
  readonly call: boolean | null;
  /** Named a time for the call. */
  readonly hour: boolean;
}

interface Asked {
  readonly key: string;
  readonly kind: string;
}

interface Said {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly readAs: string;
  readonly slot: unknown;
}

/** Of one turn of a conversation; `asked` is the question it answered, if one was open. */
export function understoodOf(
  questions: readonly Asked[],
  { answers, readAs, slot }: Said,
  asked: Asked | null,
): Understood {
  const given = questions.filter(({ key }) => answers[key] !== undefined);
  const scored = given.find(({ key, kind }) => isScale(kind) && typeof answers[key] === 'number');
  const wishes = given.some(({ kind, key }) => kind === 'contact' && answers[key] === true);
  const declines = asked?.kind === 'contact' && readAs === 'no';
  return {
    metric: scored ? (scored.kind as Scale) : null,
    score: scored ? Number(answers[scored.key]) : null,
    comment: given.some(({ kind }) => kind === 'text'),
    call: wishes || (declines ? false : null),
    hour: slot !== null,
  };
}

/** Of a wish to be called that belongs to no survey. */
export function understoodWish(slot: unknown): Understood {
  return { metric: null, score: null, comment: false, call: true, hour: slot !== null };
}
