interface Asked {
  key: string;
  kind: string;
  choices?: readonly unknown[];
  showIf?: { question: string };
  rows?: readonly unknown[];
  page?: number;
}

/** What fits beside style and script in one round trip, and about what a thumb scrolls through without sighing. */
const ONE_PAGE = 7;
const A_PAGE = 6;
const LONG_KINDS = new Set(['nps', 'csat', 'ces7', 'rating']);
const CHOICES_A_SHARE = 8;

/**
 * The questions page by page. A question that hangs on an answer of its own page is on it anyway (a script hides it until
 * it applies, without a script it stands there and may be left open); one that hangs on an earlier page only if it applies.
 */
export function pagesOf<Question extends Asked>(
  questions: readonly Question[],
  isShown: (key: string) => boolean,
): Question[][] {
  return cut(questions)
    .map((page) => page.filter((question) => hangsOn(question, page) || isShown(question.key)))
    .filter((page) => page.length > 0);
}

/**
 * Where somebody left off: the first page up to there that still lacks a required answer, else the page of the last answer,
 * or the next one when every question of it was answered. From 1.
 */
export function resumePage(
  pages: readonly (readonly (Asked & { required?: boolean })[])[],
  answers: Readonly<Record<string, unknown>>,
): number {
  const isOpen = ({ key }: Asked) => answers[key] === undefined;
  const last = pages.findLastIndex((page) => page.some((question) => !isOpen(question)));
  const lacking = pages.findIndex((page, at) => at <= last && page.some((one) => one.required && isOpen(one)));
  if (lacking >= 0) return lacking + 1;
  const isDone = last >= 0 && !pages[last]?.some(isOpen);
  return Math.max(1, Math.min(last + (isDone ? 2 : 1), pages.length));
}

/** By the pages its author gave, or by what fits. */
function cut<Question extends Asked>(questions: readonly Question[]): Question[][] {
  return questions.some(({ page }) => page !== undefined) ? asGiven(questions) : asFits(questions);
}

function asGiven<Question extends Asked>(questions: readonly Question[]): Question[][] {
  const pages: Question[][] = [[]];
  let current = 1;
  for (const question of questions) {
    if ((question.page ?? current) > current) pages.push([]);
    current = Math.max(current, question.page ?? current);
    pages.at(-1)?.push(question);
  }
  return pages;
}

function asFits<Question extends Asked>(questions: readonly Question[]): Question[][] {
  const total = questions.reduce((sum, question) => sum + sizeOf(question), 0);
  const limit = total <= ONE_PAGE ? ONE_PAGE : Math.ceil(total / Math.ceil(total / A_PAGE));
  const pages: Question[][] = [];
  let room = 0;
  for (const question of questions) {
    room -= sizeOf(question);
    if (room < 0 || pages.length === 0) {
      pages.push([]);
      room = limit - sizeOf(question);
    }
    pages.at(-1)?.push(question);
  }
  return pages;
}

function sizeOf({ kind, rows, choices = [] }: Asked): number {
  if (rows) return rows.length;
  return (LONG_KINDS.has(kind) ? 2 : 1) + Math.floor(choices.length / CHOICES_A_SHARE);
}

function hangsOn({ showIf }: Asked, page: readonly Asked[]): boolean {
  return showIf !== undefined && page.some(({ key }) => key === showIf.question);
}
