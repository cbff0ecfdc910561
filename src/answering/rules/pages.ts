interface Asked {
  key: string;
  showIf?: { question: string };
}

/** A survey this short stands on one page. */
const ONE_PAGE = 6;
const A_PAGE = 5;

/**
 * The questions page by page. A question that hangs on an answer of its own page is on it anyway (a script hides it until
 * it applies, without a script it stands there and may be left open); one that hangs on an earlier page only if it applies.
 */
export function pagesOf<Question extends Asked>(
  questions: readonly Question[],
  isShown: (key: string) => boolean,
): Question[][] {
  const size = questions.length <= ONE_PAGE ? ONE_PAGE : evenSize(questions.length);
  const pages: Question[][] = [];
  for (let at = 0; at < questions.length; at += size) pages.push(questions.slice(at, at + size));
  return pages
    .map((page) => page.filter((question) => hangsOn(question, page) || isShown(question.key)))
    .filter((page) => page.length > 0);
}

function evenSize(count: number): number {
  return Math.ceil(count / Math.ceil(count / A_PAGE));
}

function hangsOn({ showIf }: Asked, page: readonly Asked[]): boolean {
  return showIf !== undefined && page.some(({ key }) => key === showIf.question);
}
