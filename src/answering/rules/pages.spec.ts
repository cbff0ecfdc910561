import { pagesOf } from './pages.ts';

const questions = (count: number) => Array.from({ length: count }, (_, at) => ({ key: `q${at + 1}` }));
const keys = (pages: { key: string }[][]) => pages.map((page) => page.map(({ key }) => key).join(' '));
const everything = () => true;

describe('pages of a survey', () => {
  it.each([
    [0, []],
    [1, [1]],
    [6, [6]],
    [7, [4, 3]],
    [10, [5, 5]],
    [11, [4, 4, 3]],
    [16, [4, 4, 4, 4]],
  ])('%d questions: %j', (count, sizes) => {
    expect(pagesOf(questions(count), everything).map((page) => page.length)).toEqual(sizes);
  });

  it('keeps a question that hangs on its own page, whether it applies yet or not', () => {
    const asked = [{ key: 'csat' }, { key: 'why', showIf: { question: 'csat' } }];
    expect(keys(pagesOf(asked, (key) => key === 'csat'))).toEqual(['csat why']);
  });

  it('leaves out a question that hangs on an earlier page and does not apply, and the page that would be empty', () => {
    const late = questions(8).map(({ key }, at) => (at < 4 ? { key } : { key, showIf: { question: 'q1' } }));
    expect(keys(pagesOf(late, (key) => key <= 'q5'))).toEqual(['q1 q2 q3 q4', 'q5']);
    expect(keys(pagesOf(late, (key) => key <= 'q4'))).toEqual(['q1 q2 q3 q4']);
  });
});
