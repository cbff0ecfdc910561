import fc from 'fast-check';
import { Heads } from './heads.ts';

describe('heads', () => {
  it('are counted once in each group, as sets would', () => {
    const head = fc.record({
      group: fc.nat(40),
      person: fc.oneof(fc.nat(300), fc.nat(2 ** 32 - 1)),
      ask: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(head, { maxLength: 2_500, size: 'max' }), (events) => {
        const heads = new Heads();
        const [everMet, everAsked] = [new Set<string>(), new Set<string>()];
        const isNew = (of: Set<string>, name: string) => !of.has(name) && of.add(name).has(name);
        const wrong = events.filter(({ group, person, ask }) => {
          const name = `${group} ${person}`;
          const met = heads.meet(group, person) === isNew(everMet, name);
          return !met || (ask && heads.ask(group, person) !== isNew(everAsked, name));
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
