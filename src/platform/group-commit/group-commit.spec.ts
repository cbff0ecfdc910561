import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { GroupCommit } from './group-commit.ts';

const options = { most: 3, waitMs: 1, lanes: 1 };

describe('GroupCommit', () => {
  it('commits together what arrives together, and answers each', async () => {
    const groups: number[][] = [];
    const commit = new GroupCommit<number, number>(async (items) => {
      groups.push(items);
      await pause(5);
      return items.map((item) => item * 10);
    }, options);
    expect(await Promise.all([1, 2, 3, 4, 5].map((item) => commit.add(item)))).toEqual([10, 20, 30, 40, 50]);
    expect(groups).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
  });

  it('keeps no more lanes busy than it may', async () => {
    let busy = 0;
    let most = 0;
    const commit = new GroupCommit<number, number>(
      async (items) => {
        most = Math.max(most, (busy += 1));
        await pause(3);
        busy -= 1;
        return items;
      },
      { most: 1, waitMs: 0, lanes: 2 },
    );
    await Promise.all([1, 2, 3, 4, 5, 6].map((item) => commit.add(item)));
    expect(most).toBe(2);
  });

  it('lets no item take another with it', async () => {
    const commit = new GroupCommit<string, string>(async (items) => {
      if (items.includes('bad')) throw new Error('cannot be kept');
      return items;
    }, options);
    const answers = await Promise.allSettled(['a', 'bad', 'c'].map((item) => commit.add(item)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('runs outside the context of whoever came first', async () => {
    const context = new AsyncLocalStorage<string>();
    const commit = new GroupCommit<number, string | undefined>(
      async (items) => items.map(() => context.getStore()),
      options,
    );
    expect(await context.run('mine', () => commit.add(1))).toBeUndefined();
  });
});
