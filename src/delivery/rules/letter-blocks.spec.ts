import { letterBlocks, OPT_OUT_SIGN, plainValue, SURVEY_SIGN } from './letter-blocks.ts';

const text = (words: string) => ({ optOut: false, text: words });

describe('a written letter', () => {
  it.each<[string, string, unknown]>([
    [
      'two paragraphs',
      'a\n\nb',
      [
        { survey: false, lines: [[text('a')]] },
        { survey: false, lines: [[text('b')]] },
      ],
    ],
    ['two lines of one', 'a\nb', [{ survey: false, lines: [[text('a')], [text('b')]] }]],
    ['nothing', ' \n\n ', []],
    [
      'the survey within words',
      `a ${SURVEY_SIGN} b`,
      [{ survey: false, lines: [[text('a')]] }, { survey: true }, { survey: false, lines: [[text('b')]] }],
    ],
    ['the survey alone', `\n\n${SURVEY_SIGN}\n\n`, [{ survey: true }]],
    [
      'the way out within words',
      `Stop : ${OPT_OUT_SIGN}.`,
      [{ survey: false, lines: [[text('Stop : '), { optOut: true, text: '' }, text('.')]] }],
    ],
  ])('of %s', (_, written, blocks) => {
    expect(letterBlocks(written)).toEqual(blocks);
  });

  it('takes no sign of ours from a name', () => {
    expect(plainValue(`Léa${SURVEY_SIGN}\n Martin`)).toBe('Léa Martin');
  });
});
