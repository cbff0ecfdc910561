import { readdirSync, readFileSync } from 'node:fs';
import { driversOf, measuresOf, type Asked } from './wave-measures.ts';

const asked = (...questions: [key: string, kind: string][]) => questions.map(([key, kind]) => ({ key, kind }));
const read = (questions: ReturnType<typeof asked>, answers: Record<string, unknown>) =>
  Object.fromEntries(measuresOf(questions).map(({ key, of }) => [key, of(answers)]));

describe('what a wave measures', () => {
  it.each([
    ['nps', 10, 1],
    ['nps', 9, 1],
    ['nps', 8, 0],
    ['nps', 6, -1],
    ['csat', 4, 1],
    ['csat', 3, 0],
    ['csat', 1, 0],
    ['ces7', 5, 1],
    ['ces7', 4, 0],
    ['thumbs', 0, 0],
    ['csat', 6, null],
    ['csat', 'good', null],
    ['csat', undefined, null],
  ])('takes %s %j as %j', (kind, score, value) => {
    expect(read(asked(['overall', kind]), { overall: score })).toEqual({ overall: value });
  });

  it('is each scored question, the three-item index and the dimensions of service', () => {
    const questions = asked(
      ['satisfaction', 'csat'],
      ['expectations', 'rating'],
      ['ideal', 'rating'],
      ['reliability', 'rating'],
      ['reliability-delay', 'rating'],
      ['empathy-care', 'ces7'],
      ['reliable', 'rating'],
      ['comment', 'text'],
    );
    const answers = { satisfaction: 5, expectations: 4, ideal: 3, reliability: 5, 'reliability-delay': 3 };
    expect(read(questions, answers)).toMatchObject({
      'three-items': 75,
      'servqual.reliability': 75,
      'servqual.empathy': null,
      reliable: null,
    });
    expect(measuresOf(questions).map(({ key }) => key)).not.toContain('comment');
    expect(read(questions, { satisfaction: 5, expectations: 4 })['three-items']).toBeNull();
    expect(read(questions, { 'reliability-delay': 3 })['servqual.reliability']).toBe(50);
  });

  it('takes each row of a grid as an item', () => {
    const grid = { key: 'service', kind: 'rating', rows: [{ key: 'empathy' }, { key: 'price' }] };
    const found = (answers: Record<string, unknown>) =>
      Object.fromEntries(measuresOf([grid]).map(({ key, of }) => [key, of(answers)]));
    expect(found({ service: { empathy: 5, price: 2 } })).toEqual({
      ...{ 'service.empathy': 1, 'service.price': 0, 'servqual.empathy': 100 },
    });
    expect(found({ service: { price: 9 } })).toEqual({
      'service.empathy': null,
      'service.price': null,
      'servqual.empathy': null,
    });
    expect(found({ service: 4 })['service.price']).toBeNull();
  });

  it('has the extremes of its index at 0 and 100', () => {
    const questions = asked(['satisfaction', 'csat'], ['expectations', 'csat'], ['ideal', 'csat']);
    const all = (score: number) => ({ satisfaction: score, expectations: score, ideal: score });
    expect([read(questions, all(1))['three-items'], read(questions, all(5))['three-items']]).toEqual([0, 100]);
  });

  it('is explained by the marks after the first score, at most six', () => {
    const marks = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((key): [string, string] => [key, 'rating']);
    const found = driversOf(asked(['nps', 'nps'], ...marks));
    expect([found?.overall, ...(found?.items ?? [])].map((item) => item?.key)).toEqual([
      'nps',
      'a',
      'b',
      'c',
      'd',
      'e',
      'f',
    ]);
    expect(driversOf(asked(['nps', 'nps'], ['a', 'rating'], ['comment', 'text']))).toBeNull();
  });
});

const LIBRARY = new URL('../../../templates/questionnaires/', import.meta.url);
const DIMENSIONS = ['reliability', 'responsiveness', 'assurance', 'empathy', 'tangibles'];

describe('the library of questionnaires', () => {
  const library = new Map(
    readdirSync(LIBRARY).map((file) => [
      file.replace(/^\d+-|\.json$/g, ''),
      (JSON.parse(readFileSync(new URL(file, LIBRARY), 'utf8')) as { questions: Asked[] }).questions,
    ]),
  );
  const found = (name: string) => measuresOf(library.get(name) ?? []).map(({ key }) => key);

  it.each([
    ['csat', 'csat'],
    ['nps', 'nps'],
    ['ces', 'ces7'],
    ['ces5', 'ces5'],
    ['servqual', 'overall'],
    ['three-items', 'overall'],
    ['first-time', 'csat'],
    ['recovery', 'csat'],
    ['employee-mirror', 'nps'],
  ])('has a headline for %s: %s', (name, headline) => {
    expect([...library.keys()]).toContain(name);
    expect(found(name)[0]).toBe(headline);
  });

  it('leaves no questionnaire out of this test', () => {
    expect(library.size).toBe(9);
  });

  it('gives the indices their questionnaires are made for', () => {
    expect(found('three-items')).toEqual(['overall', 'expectations', 'ideal', 'three-items']);
    expect(found('servqual')).toHaveLength(1 + 15 + 5);
    expect(found('servqual').slice(-5)).toEqual(DIMENSIONS.map((one) => `servqual.${one}`));
  });

  it('explains satisfaction with service by its five dimensions', () => {
    const explained = driversOf(library.get('servqual') ?? []);
    expect(explained?.overall.key).toBe('overall');
    expect(explained?.items.map(({ key }) => key)).toEqual(DIMENSIONS.map((one) => `servqual.${one}`));
    const marks = { empathy: { attention: 5, needs: 4, hours: 3 } };
    expect(explained?.items.map(({ markOf }) => markOf(marks))).toEqual([null, null, null, 4, null]);
  });
});
