import { Injectable, type OnModuleInit } from '@nestjs/common';
import { v7 } from 'uuid';
import { Clock } from '#platform/clock';
import { Problem } from '#platform/http';
import { Sweeps } from '#platform/queue';
import { PressureService, type Policy, type PressureRule } from '#pressure';
import { SimulationService } from './simulation.service.ts';
import { SimulationsRepository, type Simulation } from './simulations.repository.ts';

const EVERY_MS = 2_000;
/** Longer without a sign of life, and whoever ran it is gone. */
const SILENT_MS = 60_000;
const SHOWN = 10;

/** Simulations asked for on a screen: run by whoever is free, and found again later. */
@Injectable()
export class SimulationsService implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly pressure: PressureService,
    private readonly simulation: SimulationService,
    private readonly repository: SimulationsRepository,
    private readonly sweeps: Sweeps,
  ) {}

  onModuleInit(): void {
    this.sweeps.add({
      name: 'interactions.simulations',
      everyMs: EVERY_MS,
      run: () => this.runNext(),
      nextDueAt: async () => null,
    });
  }

  /** @returns its id. */
  async request(draft: readonly PressureRule[], from: Date, to: Date, by: string | null): Promise<string> {
    const { version, rules } = await this.pressure.policy();
    const asked = { id: v7(), draft: [...draft], rules: [...rules], policyVersion: version, from, to };
    await this.repository.add(asked, by, this.clock.now());
    return asked.id;
  }

  /** @throws Problem 404 */
  async one(id: string): Promise<Simulation> {
    const simulation = await this.repository.byId(id);
    if (!simulation) throw Problem.notFound('simulation', id);
    return simulation;
  }

  /** The latest asked for first. */
  async latest(): Promise<Simulation[]> {
    return this.repository.latest(SHOWN);
  }

  /**
   * Its draft becomes the policy, if it is still the policy it was compared with that is in force.
   * @throws Problem 404, 409 when it has not come to its end or the policy was changed since, 422 as changing the policy does.
   */
  async adopt(id: string): Promise<Policy> {
    const { status, draft, policyVersion } = await this.one(id);
    if (status !== 'done')
      throw Problem.conflict('not-simulated', 'This simulation has not come to its end.', { state: status });
    return this.pressure.changePolicy(draft, { basedOn: policyVersion, simulation: id });
  }

  /** Runs the oldest that waits. @returns how many ran. */
  async runNext(): Promise<number> {
    const now = this.clock.now();
    const next = await this.repository.claim(now, new Date(now.getTime() - SILENT_MS));
    if (!next) return 0;
    const { id, rules: current, policyVersion: version, draft, from, to } = next;
    try {
      const total = await this.repository.count(from, to);
      const heard = (played: number) => this.repository.note(id, played, total, this.clock.now());
      await heard(0);
      await this.repository.finish(
        id,
        await this.simulation.simulate({ current, version, draft }, from, to, heard),
        this.clock.now(),
      );
    } catch (error) {
      await this.repository.finish(id, null, this.clock.now());
      throw error;
    }
    return 1;
  }
}
