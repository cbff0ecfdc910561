import { lockBuckets } from '#platform/database';

const key = (head: number) => {
  const bytes = Buffer.alloc(32, 7);
  bytes.writeUInt32BE(head);
  return bytes;
};

describe('the buckets of contact keys', () => {
  it.each([
    [[], []],
    [
      [0, 4_095, 4_096],
      [0, 4_095],
    ],
    [[0xffff_ffff], [4_095]],
    [
      [9, 3, 4_099, 9],
      [3, 9],
    ],
    [
      [10, 9, 100],
      [9, 10, 100],
    ],
  ])('of %j are %j: each once, in ascending order', (heads, buckets) => {
    expect(lockBuckets(heads.map(key))).toEqual(buckets);
  });
});
