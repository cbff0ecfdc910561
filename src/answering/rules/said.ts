import { isScale, SCORE_SCALES } from '#platform/values';

type Words = Readonly<{ fr: string; en?: string }>;
interface Named {
  key: string;
  text: Words;
}
interface Asked {
  key: string;
  kind: string;
  text: Words;
  choices?: readonly Named[];
  rows?: readonly Named[];
}

export interface Figure {
  /** The line of a grid; null where the question is one figure. */
  label: string | null;
  value: number;
  max: number;
}

/** One question, and what its reader answered: figures, a yes or a no, words; several for leave to publish under a name. */
export interface Said {
  question: string;
  figures: Figure[];
  yes: 'yes' | 'no' | null;
  words: string[];
}

type Saying = Omit<Said, 'question'>;
const NOTHING: Saying = { figures: [], yes: null, words: [] };

/** Everything that was answered, in the order it was asked, in the reader's language; what is unanswered is left out. */
export function said(
  questions: readonly Asked[],
  answers: Readonly<Record<string, unknown>>,
  language: 'fr' | 'en',
): Said[] {
  const inWords = (text: Words) => text[language] ?? text.fr;
  return questions.flatMap((question) => {
    const answer = answers[question.key];
    if (answer === undefined) return [];
    return [{ question: inWords(question.text), ...NOTHING, ...saying(question, answer, inWords) }];
  });
}

function saying(
  { kind, rows, choices = [] }: Asked,
  answer: unknown,
  inWords: (text: Words) => string,
): Partial<Saying> {
  if (kind === 'thumbs') return { yes: answer === 1 ? 'yes' : 'no' };
  if (isScale(kind)) {
    const { max } = SCORE_SCALES[kind];
    if (!rows) return { figures: [{ label: null, value: Number(answer), max }] };
    const scores = answer as Readonly<Record<string, number>>;
    return {
      figures: rows.flatMap(({ key, text }) => {
        const value = scores[key];
        return value === undefined ? [] : [{ label: inWords(text), value, max }];
      }),
    };
  }
  if (kind === 'choice' || kind === 'choices') {
    const picked = [answer].flat();
    return { words: choices.filter(({ key }) => picked.includes(key)).map(({ text }) => inWords(text)) };
  }
  if (kind === 'text') return { words: [String(answer)] };
  return { yes: answer === false ? 'no' : 'yes', words: namesIn(answer) };
}

/** The hour somebody named for a call, the name they publish under. */
function namesIn(answer: unknown): string[] {
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.values(answer).filter((one): one is string => typeof one === 'string' && one !== '');
}
