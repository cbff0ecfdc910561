import { pagesOf, resumePage } from './pages.ts';

const questions = (count: number, kind = 'ces5') =>
  Array.from({ length: count }, (_, at) => ({ key: `q${at + 1}`, kind }));
const keys = (pages: { key: string }[][]) => pages.map((page) => page.map(({ key }) => key).join(' '));
const everything = () => true;

describe('pages of a survey', () => {
  it.each([
    [0, 'ces5', []],
    [1, 'ces5', [1]],
    [7, 'ces5', [7]],
    [8, 'ces5', [4, 4]],
    [12, 'ces5', [6, 6]],
    [13, 'ces5', [5, 5, 3]],
    [3, 'nps', [3]],
    [4, 'nps', [2, 2]],
    [9, 'csat', [3, 3, 3]],
  ])('%d questions of the kind %s: %j', (count, kind, sizes) => {
    expect(pagesOf(questions(count, kind), everything).map((page) => page.length)).toEqual(sizes);
  });

  it('gives a long list of choices a page of its own', () => {
    const list = { key: 'list', kind: 'choices', choices: Array.from({ length: 50 }, () => ({})) };
    expect(keys(pagesOf([...questions(2), list, ...questions(1)], everything))).toEqual(['q1 q2', 'list', 'q1']);
  });

  it('keeps a question that hangs on its own page, whether it applies yet or not', () => {
    const asked = [
      { key: 'csat', kind: 'csat' },
      { key: 'why', kind: 'text', showIf: { question: 'csat' } },
    ];
    expect(keys(pagesOf(asked, (key) => key === 'csat'))).toEqual(['csat why']);
  });

  it('leaves out a question that hangs on an earlier page and does not apply, and the page that would be empty', () => {
    const late = questions(8).map((one, at) => (at < 4 ? one : { ...one, showIf: { question: 'q1' } }));
    expect(keys(pagesOf(late, (key) => key <= 'q5'))).toEqual(['q1 q2 q3 q4', 'q5']);
    expect(keys(pagesOf(late, (key) => key <= 'q4'))).toEqual(['q1 q2 q3 q4']);
  });
});

describe('pages that their author gave', () => {
  it('are kept, whatever fits; a question without one stands where the one before stands', () => {
    const given = [{ page: 1 }, {}, { page: 3 }, {}, { page: 4 }].map((one, at) => ({
      key: `q${at + 1}`,
      kind: 'nps',
      ...one,
    }));
    expect(keys(pagesOf(given, everything))).toEqual(['q1 q2', 'q3 q4', 'q5']);
  });
});

describe('where somebody left off', () => {
  const pages = [
    [{ key: 'a', kind: 'csat', required: true }],
    [
      { key: 'b', kind: 'ces5' },
      { key: 'c', kind: 'text' },
    ],
    [{ key: 'd', kind: 'text' }],
  ];

  it.each<[string, Record<string, unknown>, number]>([
    ['nowhere', {}, 1],
    ['after a page that is done', { a: 1 }, 2],
    ['within a page', { a: 1, b: 2 }, 2],
    ['after the second', { a: 1, b: 2, c: 'x' }, 3],
    ['at the end', { a: 1, d: 'x' }, 3],
    ['before a required answer', { b: 2, c: 'x' }, 1],
  ])('is %s', (_, answers, page) => {
    expect(resumePage(pages, answers)).toBe(page);
  });
});
