import { Injectable } from '@nestjs/common';
import { PressureHistoryRepository, type Taken } from './pressure-history.repository.ts';
import type { Answered } from './rules/expectation.ts';
import type { Past } from './rules/lived.ts';

const PAGE = 20_000;

/** What was asked of whom, long after: for replays. */
@Injectable()
export class PressureHistory {
  constructor(private readonly repository: PressureHistoryRepository) {}

  /** Places that still stood at `until`, in the order in which they were taken. */
  async *standing(from: Date, until: Date): AsyncGenerator<Taken[]> {
    for (let after: Taken | null = null; ;) {
      const page: Taken[] = await this.repository.standing(from, until, after, PAGE);
      if (page.length > 0) yield page;
      if (page.length < PAGE) return;
      after = page.at(-1) ?? null;
    }
  }

  /** Places taken by barometers and under exemptions, and those of the named invitations. */
  async unled(from: Date, until: Date, named: readonly string[]): Promise<Taken[]> {
    return this.repository.unled(from, until, named);
  }

  /** By invitation, what became of its place; absent when nothing did. */
  async pasts(invitations: readonly string[]): Promise<Map<string, Past>> {
    if (invitations.length === 0) return new Map();
    return new Map((await this.repository.pasts(invitations)).map(({ invitation, ...past }) => [invitation, past]));
  }

  /** By invitation, when it took its place; absent when it never had one. */
  async takenAt(invitations: readonly string[]): Promise<Map<string, number>> {
    if (invitations.length === 0) return new Map();
    return new Map(
      (await this.repository.takenAt(invitations)).map(({ invitation, takenAt }) => [invitation, takenAt]),
    );
  }

  async answered(from: Date, until: Date): Promise<Map<string, Answered>> {
    return this.repository.answered(from, until);
  }
}
