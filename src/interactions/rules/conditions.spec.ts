import { conditionFaults, holds, isField, stepOf, type Circumstances, type Condition } from './conditions.ts';

const aVisit = (more: Partial<NonNullable<Circumstances['happened']>> = {}): Circumstances => ({
  site: 'lyon-2',
  customer: { vip: true, segment: 'gold', language: 'fr' },
  happened: {
    agent: 'Camille',
    channel: 'store',
    measures: { waitSeconds: 240, resolvedAtFirstContact: true },
    attributes: { basket: 129.9, points: '40', payment: 'Card', tags: ['gift', 'online'], note: ' ', 'a.b': 1 },
    ...more,
  },
});

describe('conditions of a touchpoint', () => {
  it.each<[Condition, boolean]>([
    [{ field: 'channel', op: 'is', value: 'store' }, true],
    [{ field: 'channel', op: 'is', value: ' STORE ' }, true],
    [{ field: 'channel', op: 'is', value: 'phone' }, false],
    [{ field: 'channel', op: 'is-not', value: 'phone' }, true],
    [{ field: 'channel', op: 'is-not', value: 'store' }, false],
    [{ field: 'site', op: 'one-of', value: ['paris-9', 'lyon-2'] }, true],
    [{ field: 'site', op: 'one-of', value: ['paris-9'] }, false],
    [{ field: 'agent', op: 'present' }, true],
    [{ field: 'customer.vip', op: 'is', value: true }, true],
    [{ field: 'customer.vip', op: 'is', value: 'oui' }, true],
    [{ field: 'customer.vip', op: 'is', value: 'no' }, false],
    [{ field: 'customer.segment', op: 'is-not', value: 'gold' }, false],
    [{ field: 'customer.locale', op: 'is', value: 'fr' }, true],
    [{ field: 'measures.waitSeconds', op: 'at-least', value: 240 }, true],
    [{ field: 'measures.waitSeconds', op: 'at-least', value: 240.5 }, false],
    [{ field: 'measures.waitSeconds', op: 'at-most', value: 240 }, true],
    [{ field: 'measures.waitSeconds', op: 'at-most', value: 239 }, false],
    [{ field: 'measures.waitSeconds', op: 'between', value: [240, 300] }, true],
    [{ field: 'measures.waitSeconds', op: 'between', value: [100, 240] }, true],
    [{ field: 'measures.waitSeconds', op: 'between', value: [241, 300] }, false],
    [{ field: 'measures.resolvedAtFirstContact', op: 'is', value: false }, false],
    [{ field: 'attributes.points', op: 'at-least', value: 40 }, true],
    [{ field: 'attributes.points', op: 'is', value: '40.0' }, true],
    [{ field: 'attributes.basket', op: 'at-least', value: '129,9' }, true],
    [{ field: 'attributes.payment', op: 'at-least', value: 1 }, false],
    [{ field: 'attributes.payment', op: 'is', value: 'card' }, true],
    [{ field: 'attributes.tags', op: 'is', value: 'gift' }, true],
    [{ field: 'attributes.tags', op: 'is-not', value: 'gift' }, false],
    [{ field: 'attributes.a.b', op: 'is', value: 1 }, true],
  ])('%j: %s', (condition, expected) => {
    expect(holds(condition, aVisit())).toBe(expected ? 'holds' : 'fails');
  });

  it.each<[Condition['op'], Condition['value'], boolean]>([
    ['is', 'x', false],
    ['is-not', 'x', true],
    ['one-of', ['x'], false],
    ['at-least', 0, false],
    ['at-most', 0, false],
    ['between', [0, 1], false],
    ['present', undefined, false],
    ['absent', undefined, true],
  ])('of what was not said, or said empty: %s %s is %s', (op, value, expected) => {
    for (const field of ['attributes.missing', 'attributes.note', 'attributes.constructor'])
      expect(holds({ field, op, value }, aVisit())).toBe(expected ? 'holds' : 'fails');
  });

  it('knows nothing of an event that has not happened, and all of the customer', () => {
    const beforehand = { ...aVisit(), happened: null };
    expect(holds({ field: 'channel', op: 'is', value: 'store' }, beforehand)).toBe('unknown');
    expect(holds({ field: 'attributes.basket', op: 'absent' }, beforehand)).toBe('unknown');
    expect(holds({ field: 'customer.vip', op: 'is', value: false }, beforehand)).toBe('fails');
    expect(holds({ field: 'site', op: 'is', value: 'lyon-2' }, beforehand)).toBe('holds');
  });

  it.each<[Condition, object]>([
    [
      { field: 'measures.waitSeconds', op: 'at-least', value: 300 },
      { wanted: '300', state: 'said', found: 240 },
    ],
    [
      { field: 'channel', op: 'one-of', value: ['phone', 'web'] },
      { wanted: 'phone, web', state: 'said', found: 'store' },
    ],
    [
      { field: 'attributes.missing', op: 'present' },
      { wanted: '', state: 'missing', found: null },
    ],
    [
      { field: 'customer.vip', op: 'is', value: false },
      { wanted: 'false', state: 'said', found: 'true' },
    ],
    [
      { field: 'attributes.payment', op: 'is', value: 'cash' },
      { state: 'other', found: null },
    ],
    [
      { field: 'attributes.payment', op: 'is-not', value: 'card' },
      { state: 'said', found: 'Card' },
    ],
    [
      { field: 'agent', op: 'is', value: 'Dominique' },
      { state: 'other', found: null },
    ],
  ])('keeps what it found of %j, and no text that may name a person', (condition, params) => {
    expect(stepOf(condition, aVisit())).toMatchObject({ rule: 'condition', verdict: 'stop', params });
  });

  it('passes for now what it cannot know yet', () => {
    const step = stepOf({ field: 'channel', op: 'is', value: 'store' }, { ...aVisit(), happened: null });
    expect(step).toMatchObject({ verdict: 'pass', params: { state: 'unknown', found: null } });
  });

  it.each<[Condition, string | null]>([
    [{ field: 'channel', op: 'is', value: 'store' }, null],
    [{ field: 'chanel', op: 'is', value: 'store' }, 'field'],
    [{ field: 'measures.basket', op: 'present' }, 'field'],
    [{ field: 'attributes.', op: 'present' }, 'field'],
    [{ field: 'channel', op: 'is' }, 'value'],
    [{ field: 'channel', op: 'is', value: ' ' }, 'value'],
    [{ field: 'channel', op: 'is', value: ['a'] }, 'value'],
    [{ field: 'channel', op: 'present', value: 'a' }, 'value'],
    [{ field: 'channel', op: 'one-of', value: 'a' }, 'value'],
    [{ field: 'channel', op: 'one-of', value: [] }, 'value'],
    [{ field: 'customer.vip', op: 'is', value: 'perhaps' }, 'value'],
    [{ field: 'customer.vip', op: 'is', value: true }, null],
    [{ field: 'attributes.x', op: 'at-least', value: 'many' }, 'value'],
    [{ field: 'attributes.x', op: 'at-least', value: '12,5' }, null],
    [{ field: 'attributes.x', op: 'between', value: [1] }, 'value'],
    [{ field: 'attributes.x', op: 'between', value: [1, 2, 3] }, 'value'],
    [{ field: 'attributes.x', op: 'between', value: [2, 1] }, 'value'],
    [{ field: 'attributes.x', op: 'between', value: [1, 1] }, null],
  ])('%j: fault at %s', (condition, path) => {
    expect(conditionFaults(condition).map((fault) => fault.path)).toEqual(path ? [path] : []);
  });

  it('takes any attribute by its name', () => {
    expect(isField('attributes.délai de livraison')).toBe(true);
    expect(isField(`attributes.${'x'.repeat(65)}`)).toBe(false);
  });
});
