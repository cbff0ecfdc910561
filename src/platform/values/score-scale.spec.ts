import { isDetractor, isScale, isScore, mood, SCALES, scoresOf } from './score-scale.ts';
import type { Mood, Scale } from './score-scale.ts';

const FACES: Record<string, Mood> = { '-': 'unhappy', o: 'neutral', '+': 'happy' };

describe('a scale of scores', () => {
  it.each<[Scale, string]>([
    ['nps', '-------oo++'],
    ['csat', '--o++'],
    ['ces7', '---o+++'],
    ['ces5', '--o++'],
    ['thumbs', '-+'],
    ['rating', '--o++'],
  ])('%s reads %s from its lowest score to its highest', (scale, faces) => {
    expect(scoresOf(scale).map((score) => mood(scale, score))).toEqual([...faces].map((face) => FACES[face]));
  });

  it('calls detractors exactly those who are unhappy', () => {
    for (const scale of SCALES) {
      for (const score of scoresOf(scale)) expect(isDetractor(scale, score)).toBe(mood(scale, score) === 'unhappy');
    }
  });

  it.each<[Scale, unknown, boolean]>([
    ['nps', -1, false],
    ['nps', 0, true],
    ['nps', 10, true],
    ['nps', 11, false],
    ['csat', 0, false],
    ['csat', 1, true],
    ['csat', 4.5, false],
    ['csat', '4', false],
    ['thumbs', 1, true],
    ['thumbs', 2, false],
    ['ces7', null, false],
    ['ces7', NaN, false],
  ])('%s and %p: %p', (scale, value, expected) => {
    expect(isScore(scale, value)).toBe(expected);
  });

  it('has no mood for what is not a score', () => {
    expect(() => mood('csat', 6)).toThrow(RangeError);
    expect(() => mood('nps', 7.5)).toThrow(RangeError);
  });

  it('knows its own names only', () => {
    expect(isScale('ces7')).toBe(true);
    expect(isScale('toString')).toBe(false);
    expect(isScale('comment')).toBe(false);
  });
});
