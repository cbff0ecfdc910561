import { Injectable } from '@nestjs/common';
import { CustomersService, type Channel } from '#customers';
import { Clock } from '#platform/clock';
import { Database, lockKeys } from '#platform/database';
import { Facts } from '#platform/facts';
import { invalid, Problem } from '#platform/http';
import type { Mood } from '#platform/values';
import { PressureRepository, type PolicyVersion } from './pressure.repository.ts';
import { judge, LONGEST_HELD_DAYS, lookBackDays, reminderStop } from './rules/judge.ts';
import { Ledger, othersBefore, reserveAll } from './rules/ledger.ts';
import { DEFAULT_RULES, faultsOf, type Policy, type PolicyChange, type PressureRule } from './rules/policy.ts';
import type { Ask, Verdict } from './rules/verdict.ts';

const SHOWN = 20;
const MOODS: Readonly<Record<Mood, number>> = { unhappy: -1, neutral: 0, happy: 1 };
const DAY_MS = 86_400_000;
/** A story is told in parts, each about all of its time: of what comes after the moment told, only the next month counts. */
const TOLD_AHEAD_DAYS = 30;

/** People's places, read while nobody else decides about them: until the transaction ends they are as they were found. */
export interface Hearing {
  /** In the order given, with the keys of the moment. */
  readonly asks: readonly Ask[];
  readonly now: Date;
  readonly ledger: Ledger;
  readonly rules: readonly PressureRule[];
}

/** The only door to asking anyone: it decides and records in one step. */
@Injectable()
export class PressureService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly customers: CustomersService,
    private readonly repository: PressureRepository,
  ) {}

  /** Version 0 until an organisation writes its own. */
  async policy(): Promise<Policy> {
    return (await this.repository.currentPolicy()) ?? { version: 0, rules: DEFAULT_RULES };
  }

  /** What an organisation wrote, and who did; the newest first. @param before only older versions than that */
  async versions(before: number | null = null): Promise<PolicyVersion[]> {
    return this.repository.versions(before, SHOWN);
  }

  /** @throws Problem 404 */
  async versionOf(version: number): Promise<PolicyVersion> {
    const [found] = await this.repository.versions(version + 1, 1);
    if (found?.version !== version) throw Problem.notFound('version', String(version));
    return found;
  }

  /**
   * Past decisions keep the rules they were made by.
   * @throws Problem 409 when somebody changed the policy since `basedOn`, 422 for rules that contradict each other.
   */
  async changePolicy(rules: readonly PressureRule[], { basedOn, ...because }: PolicyChange = {}): Promise<Policy> {
    const faults = faultsOf(rules);
    if (faults.length > 0) throw invalid(...faults);
    return this.db.transaction(async () => {
      await this.repository.lockPolicy();
      const current = await this.policy();
      if (basedOn !== undefined && basedOn !== current.version)
        throw Problem.conflict('policy-changed', 'Somebody changed the policy meanwhile.', {
          version: current.version,
        });
      const version = current.version + 1;
      await this.repository.addPolicy(version, rules, this.clock.now());
      await this.facts.record({ name: 'policy.changed', subject: 'policy', data: { version, ...because } });
      return { version, rules };
    });
  }

  /** What was in force once is so again, as a version of its own. @throws Problem 404, 409 as `changePolicy`. */
  async restorePolicy(version: number, basedOn: number): Promise<Policy> {
    const { rules } = await this.versionOf(version);
    return this.changePolicy(rules, { basedOn, restored: version });
  }

  /** Locks everyone asked and reads what they hold; runs inside the transaction that decides. */
  async hear(asks: readonly Ask[]): Promise<Hearing> {
    const locked = await this.#lock(asks);
    const { rules } = await this.policy();
    const now = this.clock.now();
    return { asks: locked, now, rules, ledger: await this.#ledger(locked, rules, now) };
  }

  /** Decides on asks about people heard, in order, earlier ones counting, and records the places it grants. */
  async decide({ ledger, rules, now }: Hearing, asks: readonly Ask[]): Promise<Verdict[]> {
    const verdicts = reserveAll(asks, ledger, rules, now);
    await this.repository.take(
      asks.filter((_, n) => verdicts[n]?.granted),
      now,
    );
    return verdicts;
  }

  /** What `decide` would say of them, and nobody takes a place. */
  foresee({ ledger, rules, now }: Hearing, asks: readonly Ask[]): Verdict[] {
    return reserveAll(asks, ledger.copy(asks.flatMap(keysOf)), rules, now);
  }

  /** The same without taking a place. An ask that holds one is judged as at the second look. */
  async checkMany(asks: readonly Ask[]): Promise<Verdict[]> {
    if (asks.length === 0) return [];
    const { rules } = await this.policy();
    const now = this.clock.now();
    const hearing = { asks, now, rules, ledger: await this.#ledger(asks, rules, now) };
    return asks.map((ask) => this.lookAgain(hearing, ask));
  }

  async check(ask: Ask): Promise<Verdict> {
    const [verdict] = await this.checkMany([ask]);
    return verdict as Verdict;
  }

  /** The second look, at somebody heard: by all that was sent, and by the places taken before its own. */
  lookAgain({ ledger, rules, now }: Hearing, ask: Ask): Verdict {
    return judge(ask, othersBefore(ask, ledger.of(ask.personKeys)), rules, now);
  }

  /** Of an ask already sent: the rule that stops a reminder of it now, or null. */
  reminderStop({ ledger, rules, now }: Hearing, ask: Ask): { rule: string } | null {
    return reminderStop(ask, ledger.of(ask.personKeys), rules, now);
  }

  /**
   * Gives places back. Waits for decisions under way about these people: one of them may be about to wait for just this place.
   * @returns the contact keys that have room again
   */
  async release(...invitations: string[]): Promise<Buffer[]> {
    if (invitations.length === 0) return [];
    return this.db.transaction(async () => {
      const keys = await this.repository.release(invitations, this.clock.now());
      await lockKeys(this.db, keys);
      return keys;
    });
  }

  /** Their messages go out now, and count from now on; from a transaction that has heard who they go to. */
  async noteSent(invitations: readonly string[], at: Date): Promise<void> {
    if (invitations.length > 0) await this.repository.send(invitations, at);
  }

  /** Their messages are planned for another moment, and have not gone out, or not arrived. */
  async replan(times: readonly { readonly id: string; readonly at: Date }[]): Promise<void> {
    if (times.length > 0) await this.repository.replan(times);
  }

  async noteReminders(invitations: readonly string[], at: Date): Promise<void> {
    if (invitations.length > 0) await this.repository.addReminders(invitations, at);
  }

  /** The last reminder noted did not go out after all. */
  async takeBackReminder(invitation: string): Promise<void> {
    await this.repository.dropLastReminder(invitation);
  }

  /** @param mood what tells how wide the interval of its touchpoint is; null: no mark was given */
  async noteAnswer(invitation: string, at: Date, mood: Mood | null = null): Promise<void> {
    await this.repository.addAnswer(invitation, at, mood && MOODS[mood]);
  }

  async changeChannel(invitation: string, channel: Channel): Promise<void> {
    await this.repository.setChannel(invitation, channel);
  }

  /** What a place was taken for is asked otherwise, or about something else. */
  async changeKind(invitation: string, kind: Pick<Ask, 'touchpoint' | 'temperature' | 'channel'>): Promise<void> {
    await this.repository.setKind(invitation, kind);
  }

  /** Nobody with one of these keys is asked until the holder lets go. Waits for decisions under way about them. */
  async hold(hold: { keys: readonly Buffer[]; reason: 'open-callback'; holder: string }): Promise<void> {
    await this.db.transaction(async () => {
      await lockKeys(this.db, hold.keys);
      await this.repository.addClaims(hold.reason, [hold], this.clock.now());
    });
  }

  async lift(holder: string): Promise<void> {
    await this.repository.removeClaims([holder]);
  }

  /** Invitations wait for a place of whoever has these keys: it is not given to others before they were heard. */
  async queue(waits: readonly { keys: readonly Buffer[]; holder: string }[]): Promise<void> {
    if (waits.length > 0) await this.repository.addClaims('waiting', waits, this.clock.now());
  }

  async leaveQueue(invitations: readonly string[]): Promise<void> {
    if (invitations.length > 0) await this.repository.removeClaims(invitations);
  }

  /**
   * Locks everyone asked, then reads them again: while we waited, somebody may have been found to share a phone with another.
   * - By their phones and e-mails: without one nobody is asked, and whoever changes one locks both the old and the new.
   * - What was gained is locked too; two who wait for each other then are tried again by the transaction.
   */
  async #lock(asks: readonly Ask[]): Promise<Ask[]> {
    await lockKeys(this.db, asks.flatMap(contactsOf));
    const current = await this.customers.keysOf([...new Set(asks.map(({ customer }) => customer))]);
    const locked = asks.map((ask) => ({ ...ask, ...current.get(ask.customer) }));
    const before = new Set(asks.flatMap(contactsOf).map(textOf));
    const gained = locked.flatMap(contactsOf).filter((key) => !before.has(textOf(key)));
    await lockKeys(this.db, gained);
    return locked;
  }

  async #ledger(asks: readonly Ask[], rules: readonly PressureRule[], now: Date): Promise<Ledger> {
    const keys = [...new Map(asks.flatMap(keysOf).map((key) => [textOf(key), key])).values()];
    const since = new Date(now.getTime() - (lookBackDays(rules) + LONGEST_HELD_DAYS) * DAY_MS);
    const before = this.db.tellsHistory ? new Date(now.getTime() + TOLD_AHEAD_DAYS * DAY_MS) : 'infinity';
    const [rows, claims] = [await this.repository.places(keys, since, before), await this.repository.claims(keys, now)];
    return new Ledger({ rows, claims });
  }
}

function keysOf({ ownKeys, personKeys }: Pick<Ask, 'ownKeys' | 'personKeys'>): Buffer[] {
  return [...ownKeys, ...personKeys];
}

type Keys = Pick<Ask, 'ownKeys' | 'personKeys' | 'contactKeys'>;

function contactsOf({ contactKeys, personKeys }: Keys): readonly Buffer[] {
  return contactKeys ?? personKeys;
}

function textOf(key: Buffer): string {
  return key.toString('latin1');
}
