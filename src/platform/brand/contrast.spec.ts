import { contrast, NIGHT, shadesOf } from './contrast.ts';

describe('contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#777777', '#ffffff', 4.48],
    ['#767676', '#ffffff', 4.54],
  ])('of %s and %s is %d', (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 2);
  });

  it('refuses what is no colour', () => {
    expect(() => contrast('red', '#ffffff')).toThrow(RangeError);
  });
});

describe('the shades of a brand colour', () => {
  it.each(['#000000', '#ffffff', '#ffee00', '#1a6b5f', '#e2673a', '#0000ff', '#808080'])(
    'of %s can be read by day and by night',
    (colour) => {
      const { light, dark } = shadesOf(colour);
      expect(contrast(light, '#ffffff')).toBeGreaterThanOrEqual(4.5);
      expect(contrast(light, '#f5f3ef')).toBeGreaterThanOrEqual(4.5);
      expect(contrast(dark, NIGHT)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('leaves a colour that can be read as it is', () => {
    expect(shadesOf('#1a6b5f').light).toBe('#1a6b5f');
    expect(shadesOf('#ffee00').dark).toBe('#ffee00');
  });
});
