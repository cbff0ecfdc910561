import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { Problem } from '#platform/http';
import { toldIn } from './barometer-planning.service.ts';
import { BarometerRepository } from './barometer.repository.ts';
import { BarometerWaves } from './barometer-waves.service.ts';
import { OpeningsRepository } from './openings.repository.ts';
import { lookAt, nextOpening, type NextOpening, type Refusal } from './rules/opening.ts';
import type { KeptProgramme, Opening } from './rules/programme.ts';

/** What refuses a wave may be mended in the meantime. */
const AGAIN_MS = 3_600_000;

/** The next wave of a programme that is not archived, and what becomes of it. */
export interface Ahead extends NextOpening {
  readonly programme: Pick<KeptProgramme, 'key' | 'name'>;
  readonly opening: Opening;
  /** Why it could not open by itself; null when nothing is known against it. */
  readonly refusal: Refusal | null;
}

/** Waves that open by themselves on the day they are planned for. */
@Injectable()
export class BarometerOpening {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly repository: BarometerRepository,
    private readonly openings: OpeningsRepository,
    private readonly waves: BarometerWaves,
  ) {}

  /** Opens the waves whose day has come; what stands against one is told, and it is tried again. @returns how many it opened. */
  async openDue(): Promise<number> {
    const now = this.clock.now();
    let opened = 0;
    for (const one of await this.#byThemselves()) {
      const at = lookAt(one, one.refusal);
      if (at && at <= now && (await this.#open(one.programme.key))) opened += 1;
    }
    return opened;
  }

  async nextDueAt(): Promise<Date | null> {
    const dues = (await this.#byThemselves()).map((one) => lookAt(one, one.refusal));
    return dues.reduce((first, due) => (due && (!first || due < first) ? due : first), null);
  }

  /** Of every programme that is not archived. */
  async ahead(): Promise<Ahead[]> {
    const programmes = (await this.repository.all()).filter(({ state }) => state === 'active');
    if (programmes.length === 0) return [];
    const [refusals, waves] = await Promise.all([
      this.openings.refusals(),
      this.repository.wavesOf(programmes.map(({ key }) => key)),
    ]);
    const now = this.clock.now();
    return programmes.map((programme) => {
      const { key, name, opening } = programme;
      const own = waves.filter((wave) => wave.programme === key);
      const next = nextOpening(programme, own, now);
      const refusal = refusals.get(key);
      return { ...next, programme: { key, name }, opening, refusal: refusal?.wave === next.number ? refusal : null };
    });
  }

  /** Those of which there is something to say already. */
  async near(): Promise<Ahead[]> {
    return (await this.ahead()).filter(({ nearness }) => nearness !== 'far');
  }

  /** Null of an archived programme. */
  async aheadOf(key: string): Promise<Ahead | null> {
    return (await this.ahead()).find(({ programme }) => programme.key === key) ?? null;
  }

  async #byThemselves(): Promise<Ahead[]> {
    return (await this.ahead()).filter(({ opening }) => opening === 'by-itself');
  }

  /** False when somebody was first, or something stands against it. */
  async #open(key: string): Promise<boolean> {
    try {
      return await this.db.transaction(async () => {
        const number = await this.#holdDue(key);
        if (number !== null) await this.waves.open(key, number, { confirmed: false });
        return number !== null;
      });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      await this.#refuse(key, problem);
      return false;
    }
  }

  /** Its number when it is still to be opened; nobody else opens it until the transaction ends. */
  async #holdDue(key: string): Promise<number | null> {
    await this.repository.hold(key);
    const programme = await this.repository.byKey(key);
    if (programme?.state !== 'active' || programme.opening !== 'by-itself') return null;
    const { number, nearness } = nextOpening(programme, await this.repository.waves(key), this.clock.now());
    return nearness === 'due' ? number : null;
  }

  /** The same reason is told once, however often it is tried. */
  async #refuse(key: string, problem: Problem): Promise<void> {
    await this.db.transaction(async () => {
      const wave = await this.#holdDue(key);
      if (wave === null) return;
      const { code: reason, about, params } = toldIn(problem);
      const now = this.clock.now();
      const refusal = { wave, reason, about, params, tryAt: new Date(now.getTime() + AGAIN_MS) };
      if (await this.openings.refuse(key, refusal, now))
        await this.facts.record({ name: 'barometer.refused', subject: key, data: { wave, reason } });
    });
  }
}
