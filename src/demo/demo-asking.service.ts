import { Injectable } from '@nestjs/common';
import { periodOf, SimulationsService } from '#interactions';
import { Clock } from '#platform/clock';
import { actors, Facts } from '#platform/facts';
import { PressureService } from '#pressure';
import { UsersService } from '#users';
import { DRAFT, POLICIES } from './rules/policies.ts';
import { emailOf, STAFF } from './rules/staff.ts';

const ZONE = 'Europe/Paris';
const DAY_MS = 86_400_000;

/** How the demonstration came to its policy, and what somebody asked the simulator. */
@Injectable()
export class DemoAsking {
  constructor(
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly users: UsersService,
    private readonly pressure: PressureService,
    private readonly simulations: SimulationsService,
  ) {}

  /** What is there already stays as it is. */
  async setUp(): Promise<void> {
    if ((await this.pressure.policy()).version === 0) await this.facts.asHistory(() => this.#writePolicies());
  }

  /** A question to the simulator about the last quarter: it is answered like any other. */
  async ask(): Promise<void> {
    const period = periodOf('quarter', this.clock.now(), ZONE);
    if (!period || (await this.simulations.latest()).length > 0) return;
    await this.simulations.request(DRAFT, period.from, period.to, await this.#idOf('analyst'));
  }

  async #writePolicies(): Promise<void> {
    const admin = await this.#idOf('admin');
    const today = this.clock.now().getTime();
    for (const { daysAgo, rules } of POLICIES)
      await this.clock.at(new Date(today - daysAgo * DAY_MS), () =>
        actors.as(`user:${admin}`, () => this.pressure.changePolicy(rules)),
      );
  }

  async #idOf(role: 'admin' | 'analyst'): Promise<string> {
    const one = STAFF.find((member) => member.role === role);
    const user = one && (await this.users.byEmail(emailOf(one)));
    if (!user) throw new Error(`Nobody of the demonstration is ${role} any more.`);
    return user.id;
  }
}
