import type { Households } from '#customers';
import type { Happening, Taken } from '#pressure';

const HOME = 'Europe/Paris';

/** Customers as whole numbers, and who of them are one person: a million things happen to far fewer people. */
export class Crowd {
  readonly #numbers = new Map<string, number>();
  readonly #persons: number[] = [];
  readonly #byName = new Map<string, number>();
  readonly #zones: string[] = [];

  constructor(private readonly households: Households) {}

  numberOf(customer: string): number {
    const known = this.#numbers.get(customer);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(customer, number);
    this.#persons.push(this.#personFor(customer, number));
    this.#zones.push(this.households.zones.get(customer) ?? HOME);
    return number;
  }

  /** The same number for all customers who are one person. */
  personOf(number: number): number {
    return this.#persons[number] ?? number;
  }

  zoneOf(number: number): string {
    return this.#zones[number] ?? HOME;
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
    const name = this.households.persons.get(customer);
    if (name === undefined) return number;
    const known = this.#byName.get(name);
    if (known === undefined) this.#byName.set(name, number);
    return known ?? number;
  }
}
