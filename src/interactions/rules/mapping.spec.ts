import { CONNECTOR_KINDS } from './connector.ts';
import { faultOfMapping, mapPayload } from './mapping.ts';
import { READY } from './ready-mappings.ts';

const AT = new Date('2026-03-02T10:15:00Z');
const map = (mapping: string, payload: unknown = {}) => mapPayload(mapping, payload, AT);

describe('mapping a payload', () => {
  it.each([
    ['one object', '{"id": a}', { a: 'x' }, [{ id: 'x' }]],
    ['a list', 'items.{"id": $string(n)}', { items: [{ n: 1 }, { n: 2 }] }, [{ id: '1' }, { id: '2' }]],
    ['nothing, which ignores it', 'items[done].{"id": n}', { items: [{ n: 1 }] }, []],
    ['when it came', '{"occurredAt": $receivedAt}', {}, [{ occurredAt: '2026-03-02T10:15:00.000Z' }]],
    ['undefined parts, which are left out', '{"id": "a", "site": missing}', {}, [{ id: 'a' }]],
  ])('gives %s', async (_, mapping, payload, items) => {
    expect(await map(mapping, payload)).toEqual({ items });
  });

  it.each([
    ['text', '"hello"', 'mapping-result'],
    ['lists within lists', '[[1]]', 'mapping-result'],
    ['more than it may', '[1..501].{"id": $string($)}', 'mapping-result'],
    ['a failure', '$number("x")', 'mapping-failed'],
    ['no end', '($f := function($n) { $f($n + 1) }; $f(0))', 'mapping-failed'],
    ['no bottom', '($f := function($n) { 1 + $f($n + 1) }; $f(0))', 'mapping-failed'],
    ['no expression', '{"id": ', 'mapping-broken'],
  ])('refuses %s', async (_, mapping, code) => {
    expect(await map(mapping)).toMatchObject({ fault: { code, message: expect.any(String) } });
  });

  it('says where an expression is broken', () => {
    expect(faultOfMapping('{"id": a b}')).toMatchObject({ code: 'mapping-broken', position: 10 });
    expect(faultOfMapping('{"id": a}')).toBeNull();
  });
});

describe('the ready mappings', () => {
  it.each(CONNECTOR_KINDS)('understand what %s documents', async (kind) => {
    const { mapping, sample } = READY[kind];
    const mapped = await map(mapping, sample);
    expect(mapped).toMatchObject({
      items: [{ id: expect.any(String), touchpoint: expect.any(String), customer: { firstName: 'Léa' } }],
    });
    const [{ occurredAt, customer }] = (mapped as { items: [{ occurredAt: string; customer: { phone: string } }] })
      .items;
    expect(new Date(occurredAt)).toEqual(AT);
    expect(customer.phone).toMatch(/6 ?12 ?34 ?56 ?78$/);
  });

  it.each([
    ['an open ticket', 'zendesk', { ticket: { id: '1', status: 'Open' } }],
    ['a case without a contact', 'salesforce', { Id: '1', IsClosed: true }],
    ['an open case', 'salesforce', { Id: '1', IsClosed: false, Contact: { LastName: 'Martin' } }],
    ['a test order', 'shopify', { id: 1, test: true }],
  ] as const)('ignore %s', async (_, kind, payload) => {
    expect(await map(READY[kind].mapping, payload)).toEqual({ items: [] });
  });
});
