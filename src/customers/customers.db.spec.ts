import { AsyncResource } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Vault } from '#platform/crypto';
import { Database, lockKeys } from '#platform/database';
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

describe('writing customers', () => {
  it('makes a customer, then changes only what is said', async () => {
    const { customer, created } = await customers.upsert({
      externalId: 'put-1',
      firstName: 'Léa',
      lastName: 'Martin',
      phone: '06 12 34 56 78',
      email: 'Lea@Example.fr',
      vip: true,
      segment: 'gold',
      attributes: { basket: 129.9 },
    });
    expect(created).toBe(true);
    expect(customer).toMatchObject({
      externalId: 'put-1',
      language: 'fr',
      country: 'FR',
      timeZone: 'Europe/Paris',
      vip: true,
    });
    expect(customer.reach).toEqual({ sms: 'ok', email: 'ok' });
    const changed = await customers.upsert({ externalId: 'put-1', firstName: null, locale: 'en-GB' });
    expect(changed.created).toBe(false);
    expect(changed.customer).toMatchObject({
      id: customer.id,
      firstName: null,
      lastName: 'Martin',
      language: 'en',
      segment: 'gold',
    });
    expect(await customers.contactPoint(customer.id, 'sms')).toBe('+33612345678');
    expect(await customers.contactPoint(customer.id, 'email')).toBe('Lea@example.fr');
    expect(await factsOf(customer)).toEqual(['customer.created', 'customer.updated']);
  });

  it('keeps no contact point in clear', async () => {
    const customer = await upsert({ phone: '06 98 76 54 32', email: 'nobody.reads@example.fr' });
    const [row] = await db.query<{ row: string }>('select c::text as row from customer c where id = $1', [customer.id]);
    expect(row?.row).not.toMatch(/698765432|nobody/);
  });

  it('writes nothing when a customer comes again unchanged, whoever sent them', async () => {
    const input = aCustomer({ phone: aPhone(), attributes: { a: 1, b: [1, { c: 2 }] } });
    const { customer } = await customers.upsert(input);
    const version = () => db.query('select xmin::text from customer where id = $1', [customer.id]);
    const before = await version();
    await customers.upsert(input);
    await customers.upsert({ externalId: input.externalId, firstName: 'Léa', attributes: { b: [1, { c: 2 }], a: 1 } });
    expect(await version()).toEqual(before);
    expect(await factsOf(customer)).toEqual(['customer.created']);
  });

  it('answers each input in its place, the bad ones with their reasons', async () => {
    const [first, bad, second] = await customers.upsertMany([
      aCustomer({ externalId: 'batch-1' }),
      aCustomer({ phone: '36 30', email: 'no' }),
      aCustomer({ externalId: 'batch-2' }),
    ]);
    expect(first).toMatchObject({ created: true, customer: { externalId: 'batch-1' } });
    expect(bad).toMatchObject({
      errors: [
        { path: 'phone', code: 'phone-invalid' },
        { path: 'email', code: 'email-invalid' },
      ],
    });
    expect(second).toMatchObject({ created: true, customer: { externalId: 'batch-2' } });
  });

  it('lets the last of two inputs about one customer win for both', async () => {
    const [first, second] = await customers.upsertMany([
      aCustomer({ externalId: 'twice', firstName: 'Léa', segment: 'gold' }),
      aCustomer({ externalId: 'twice', firstName: 'Léonie' }),
    ]);
    expect(first).toMatchObject({ created: true, customer: { firstName: 'Léonie', segment: 'gold' } });
    expect(second).toMatchObject({ created: false, customer: { firstName: 'Léonie', segment: 'gold' } });
  });

  it('reads a national number in the country the customer already has', async () => {
    const { customer } = await customers.upsert(aCustomer({ externalId: 'be', country: 'BE' }));
    await customers.upsert({ externalId: 'be', phone: '0470 12 34 56' });
    expect(await customers.contactPoint(customer.id, 'sms')).toBe('+32470123456');
  });

  it('makes one customer of many calls at once, and loses no field', async () => {
    const fields = ['firstName', 'lastName', 'segment', 'site', 'locale', 'timeZone', 'country', 'since'] as const;
    const values = {
      firstName: 'A',
      lastName: 'B',
      segment: 's',
      site: 'x',
      locale: 'fr',
      timeZone: 'Europe/Rome',
      country: 'IT',
      since: '2024-01-01',
    };
    for (let round = 0; round < 5; round++) {
      const externalId = `race-${round}`;
      const results = await Promise.all(
        fields.map((field) => customers.upsert({ externalId, [field]: values[field] })),
      );
      expect(results.filter(({ created }) => created)).toHaveLength(1);
      expect(await customers.profile(externalId)).toMatchObject(values);
    }
  });

  it('writes overlapping batches at once, each customer once', async () => {
    const inputs = Array.from({ length: 120 }, (_, index) =>
      aCustomer({ externalId: `overlap-${index}`, phone: aPhone() }),
    );
    const batches = Array.from({ length: 6 }, (_, from) => [...inputs.slice(from * 15), ...inputs.slice(0, from * 15)]);
    const results = (await Promise.all(batches.map((batch) => customers.upsertMany(batch)))).flat();
    expect(results.filter((result) => 'created' in result && result.created)).toHaveLength(120);
    const [count] = await db.query<{ n: number }>(
      `select count(*)::int as n from customer where external_id like 'overlap-%'`,
    );
    expect(count?.n).toBe(120);
  });
});

describe('changing a contact point', () => {
  it.each([
    ['a person', 0],
    ['hundreds of people, one of', 400],
  ])('waits while somebody decides about %s who has it', async (_, others) => {
    const phone = aPhone();
    const customer = await upsert({ phone: aPhone() });
    const outside = new AsyncResource('another request');
    const order: string[] = [];
    let change: Promise<unknown> = Promise.resolve();
    await db.transaction(async () => {
      const keys = Array.from({ length: others }, aPhone).concat(phone);
      await lockKeys(
        db,
        keys.map((key) => station.get(Vault).blindIndex(key)),
      );
      change = outside
        .runInAsyncScope(() => customers.upsert({ externalId: customer.externalId, phone }))
        .then(() => order.push('changed'));
      await pause(150);
      order.push('decided');
    });
    await change;
    expect(order).toEqual(['decided', 'changed']);
  });
});

describe('deciding about one person', () => {
  it('keeps nobody waiting who decides about another, even of the same bucket', async () => {
    const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 1)];
    other.writeUInt32BE(one.readUInt32BE(0) + 4096);
    const outside = new AsyncResource('another request');
    const order: string[] = [];
    await db.transaction(async () => {
      await lockKeys(db, [one]);
      await outside.runInAsyncScope(() => db.transaction(() => lockKeys(db, [other])));
      order.push('the other was free');
    });
    expect(order).toEqual(['the other was free']);
  });
});

describe('one person behind several records', () => {
  it('links customers through shared phones and e-mails, however indirectly', async () => {
    const [phone, shared] = [aPhone(), `family${++last}@example.fr`];
    const mother = await upsert({ phone, email: `mother${last}@example.fr` });
    const father = await upsert({ phone, email: shared });
    const child = await upsert({ email: shared.toUpperCase() });
    const stranger = await upsert({ phone: aPhone() });
    const keys = await Promise.all([mother, father, child, stranger].map(again));
    const [first, second, third, other] = keys.map(({ personKeys }) => personKeys.map((key) => key.toString('hex')));
    expect(first).toHaveLength(6);
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect(first).toEqual(first?.toSorted());
    expect(other).toHaveLength(2);
    expect(stranger.ownKeys).toEqual(stranger.personKeys);
  });

  it('takes a number that everybody has for a switchboard, not for a household', async () => {
    const phone = aPhone();
    const staff = await customers.upsertMany(
      Array.from({ length: 51 }, () => aCustomer({ phone, email: `p${++last}@example.fr` })),
    );
    const one = staff.flatMap((result) => ('customer' in result ? result.customer : []))[0] as Customer;
    expect((await again(one)).personKeys).toEqual(one.ownKeys);
    expect(one.ownKeys).toContainEqual(station.get(Vault).blindIndex(phone));
  });

  it('finds everybody who holds a phone', async () => {
    const phone = aPhone();
    const both = [await upsert({ phone }), await upsert({ phone })];
    expect((await customers.byPhone(phone)).map(({ id }) => id).sort()).toEqual(both.map(({ id }) => id).sort());
  });
});
