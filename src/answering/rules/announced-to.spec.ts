import { announcedTo, type AskedAbout } from './announced-to.ts';

const about = (touchpoint: string | null, site: string | null): AskedAbout => ({ touchpoint, site });
const lyon = about('store-visit', 'lyon');

describe('what changed is told to', () => {
  it.each<[AskedAbout, AskedAbout[], boolean]>([
    [about(null, null), [lyon], true],
    [about(null, null), [], false],
    [about('store-visit', null), [lyon], true],
    [about('delivery', null), [lyon], false],
    [about(null, 'lyon'), [lyon], true],
    [about(null, 'nantes'), [lyon], false],
    [about('store-visit', 'lyon'), [lyon], true],
    // One about the touchpoint elsewhere, one about the shop otherwise: neither is about both.
    [about('store-visit', 'lyon'), [about('store-visit', 'nantes'), about('delivery', 'lyon')], false],
    [about('store-visit', 'lyon'), [about(null, null)], false],
  ])('%j: who answered about %j: %j', (told, answered, isTold) => {
    expect(announcedTo([told], answered)).toEqual(isTold ? [told] : []);
  });

  it('five at most, as they come', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id, ...about(null, null) }));
    expect(announcedTo(many, [lyon]).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});
