import type { Happening, Taken } from '#pressure';

/** Customers as whole numbers, and who of them are one person: a million things happen to far fewer people. */
export class Crowd {
  readonly #numbers = new Map<string, number>();
  readonly #persons: number[] = [];
  readonly #byName = new Map<string, number>();
  readonly #zones: string[] = [];

  /** @param names by customer, a name that all customers who are one person share; left out are those who are their own. */
  constructor(private readonly names: ReadonlyMap<string, string>) {}

  /** Those of them whom it does not know yet, each once. */
  strangers(customers: Iterable<string>): string[] {
    return [...new Set(customers)].filter((one) => !this.#numbers.has(one));
  }

  /** @param zones IANA, by customer. */
  welcome(zones: ReadonlyMap<string, string>): void {
    for (const [customer, zone] of zones) {
      const number = this.#numbers.size;
      this.#numbers.set(customer, number);
      this.#persons.push(this.#personFor(customer, number));
      this.#zones.push(zone);
    }
  }

  /** @throws {Error} of a stranger. */
  numberOf(customer: string): number {
    const number = this.#numbers.get(customer);
    if (number === undefined) throw new Error(`Customer ${customer} was never welcomed.`);
    return number;
  }

  /** The same number for all customers who are one person. */
  personOf(number: number): number {
    return this.#persons[number] ?? number;
  }

  zoneOf(number: number): string {
    const zone = this.#zones[number];
    if (zone === undefined) throw new Error(`Customer ${number} was never welcomed.`);
    return zone;
  }

  /** A place that was taken, whatever the policy. */
  given({ customer, takenAt, goesAt, touchpoint, temperature, channel, ...past }: Taken): Happening {
    const number = this.numberOf(customer);
    return {
      person: this.personOf(number),
      customer: number,
      at: takenAt,
      goesAt,
      touchpoint,
      temperature,
      channel,
      zone: this.zoneOf(number),
      site: null,
      priority: 3,
      settledBy: null,
      waitsUntil: takenAt,
      past,
    };
  }

  #personFor(customer: string, number: number): number {
    const name = this.names.get(customer);
    if (name === undefined) return number;
    const known = this.#byName.get(name);
    if (known === undefined) this.#byName.set(name, number);
    return known ?? number;
  }
}
