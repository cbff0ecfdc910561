import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { CustomersModule, CustomersService, type Customer, type CustomerInput } from '#customers';
import { startStation, type Station } from '../../test/support/station.ts';

let station: Station;
let customers: CustomersService;
let db: Database;

beforeAll(async () => {
  station = await startStation(CustomersModule);
  customers = station.get(CustomersService);
  db = station.get(Database);
}, 60_000);

afterAll(() => station.close());

let last = 0;
const aCustomer = (input: Partial<CustomerInput> = {}): CustomerInput => ({
  externalId: `c-${++last}`,
  firstName: 'Léa',
  lastName: 'Martin',
  ...input,
});
const aPhone = () => `+33612${String(100_000 + ++last).slice(-6)}`;
const upsert = async (input: Partial<CustomerInput> = {}): Promise<Customer> =>
  (await customers.upsert(aCustomer(input))).customer;
const again = async (customer: Customer): Promise<Customer> => {
  const read = (await customers.byIds([customer.id])).get(customer.id);
  if (!read) throw new Error('gone');
  return read;
};
const factsOf = async (customer: Customer): Promise<string[]> =>
  (await db.query<{ name: string }>('select name from fact where customer_id = $1 order by id', [customer.id])).map(
    ({ name }) => name,
  );

describe('what people refused', () => {
  it('silences everyone who holds a number when one of them says STOP', async () => {
    const phone = aPhone();
    const [one, other, apart] = [await upsert({ phone }), await upsert({ phone }), await upsert({ phone: aPhone() })];
    await customers.optOut({ customer: one.id, channel: 'sms', source: 'sms' });
    expect((await again(one)).reach.sms).toBe('opted-out');
    expect((await again(other)).reach.sms).toBe('opted-out');
    expect((await again(apart)).reach.sms).toBe('ok');
    expect(await factsOf(other)).toContain('customer.opted-out');
    expect((await upsert({ phone })).reach.sms).toBe('opted-out');
  });

  it('keeps a person silent after a new number, and lets them come back', async () => {
    const customer = await upsert({ phone: aPhone(), email: `back${++last}@example.fr` });
    await customers.optOut({ customer: customer.id, channel: 'all', source: 'page' });
    await customers.upsert({ externalId: customer.externalId, phone: aPhone() });
    expect((await again(customer)).reach).toEqual({ sms: 'opted-out', email: 'opted-out' });
    await customers.optIn({ customer: customer.id, channel: 'sms', source: 'sms' });
    expect((await again(customer)).reach).toEqual({ sms: 'ok', email: 'opted-out' });
  });

  it('says it once, however often it was said', async () => {
    const customer = await upsert({ phone: aPhone() });
    await Promise.all([1, 2, 3].map(() => customers.optOut({ customer: customer.id, channel: 'sms', source: 'sms' })));
    expect((await factsOf(customer)).filter((name) => name === 'customer.opted-out')).toHaveLength(1);
  });

  it('leaves a blocked contact point alone until its time has passed', async () => {
    const customer = await upsert({ phone: aPhone(), email: `full${++last}@example.fr` });
    const clock = station.get(Clock);
    const until = new Date(clock.now().getTime() + 60_000);
    await customers.suppress({ customer: customer.id, channel: 'email', cause: 'mailbox-full', until });
    await customers.suppress({ customer: customer.id, channel: 'sms', cause: 'unknown-number' });
    expect((await again(customer)).reach).toEqual({ sms: 'blocked', email: 'blocked' });
    clock.shift(60_000);
    expect((await again(customer)).reach).toEqual({ sms: 'blocked', email: 'ok' });
    clock.shift(0);
    await customers.upsert({ externalId: customer.externalId, phone: aPhone() });
    expect((await again(customer)).reach.sms).toBe('ok');
  });

  it('reaches nobody by SMS on a landline, nor against their word', async () => {
    expect((await upsert({ phone: '01 42 68 53 00' })).reach).toEqual({ sms: 'invalid', email: 'none' });
    expect((await upsert({ phone: aPhone(), consents: { sms: false } })).reach.sms).toBe('no-consent');
  });
});

describe('forgetting a customer', () => {
  it('erases what is personal and keeps what they refused', async () => {
    const phone = aPhone();
    const customer = await upsert({
      externalId: 'forget-me',
      phone,
      email: 'forget@example.fr',
      attributes: { diet: 'none' },
    });
    await customers.optOut({ customer: customer.id, channel: 'sms', source: 'sms' });
    await customers.erase('forget-me');
    expect(await again(customer)).toMatchObject({
      erased: true,
      firstName: null,
      reach: { sms: 'none', email: 'none' },
    });
    const [row] = await db.query<{ row: string }>('select c::text as row from customer c where id = $1', [customer.id]);
    expect(row?.row).not.toMatch(/Léa|Martin|forget|diet|lea/);
    expect(await customers.byExternalId('forget-me')).toBeNull();
    await expect(customers.erase('forget-me')).rejects.toMatchObject({ status: 404 });
    expect(await factsOf(customer)).toContain('customer.erased');
    expect((await upsert({ phone })).reach.sms).toBe('opted-out');
  });

  it('exports what is kept of a person', async () => {
    const customer = await upsert({ externalId: 'export-me', phone: '06 11 22 33 44' });
    await customers.optOut({ customer: customer.id, channel: 'sms', source: 'page' });
    expect(await customers.export('export-me')).toMatchObject({
      customer: { externalId: 'export-me', phone: '+33611223344' },
      optOuts: [{ channel: 'sms', source: 'page' }],
    });
  });
});
