import { validate, version } from 'uuid';
import { newId } from './new-id.ts';

describe('newId', () => {
  const ids = Array.from({ length: 20_000 }, newId);

  it('gives UUIDs of version 7', () => {
    expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  });

  it('gives each once, in the order in which they were made', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });
});
