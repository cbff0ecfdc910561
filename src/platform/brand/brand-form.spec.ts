import { judgeColour, typedBrand } from './brand-form.ts';

describe('a chosen colour', () => {
  it('that can be read by day and by night is left as it is', () => {
    expect(judgeColour('#1A6B5F')?.[0]).toEqual({
      on: 'day',
      shade: '#1a6b5f',
      before: 6.3,
      ratio: 6.3,
      corrected: false,
    });
  });

  it.each(['#ffee00', '#ffffff', '#000000', '#e2673a'])('%s is corrected until it can be read', (colour) => {
    for (const { before, ratio, corrected } of judgeColour(colour) ?? []) {
      expect(ratio).toBeGreaterThanOrEqual(4.5);
      expect(corrected).toBe(before !== ratio);
    }
  });

  it.each(['', 'red', '#fff', '#12345g', '#1a6b5f;'])('"%s" is none', (text) => {
    expect(judgeColour(text)).toBeNull();
  });
});

describe('the form of a brand', () => {
  it('reads anything at all without falling over', () => {
    for (const body of [null, undefined, 'text', 7, [], { name: ['a'] }])
      expect(typedBrand(body)).toEqual({ key: '', name: '', colour: '' });
    expect(typedBrand({ key: 'x', name: ' Alizé ', colour: '#ABCDEF' })).toEqual({
      key: 'x',
      name: 'Alizé',
      colour: '#abcdef',
    });
  });
});
