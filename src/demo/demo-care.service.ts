import { Injectable } from '@nestjs/common';
import { CallbacksClosing, CallbacksWork, type Promised } from '#callbacks';
import { Clock } from '#platform/clock';
import { actors } from '#platform/facts';
import { Problem, type Principal } from '#platform/http';
import type { Cast, Chapter } from './chapter.ts';
import { careOf, type CareAct } from './rules/care.ts';
import { Chance } from './rules/chance.ts';
import { WRONG } from './rules/network.ts';

type Person = Extract<Principal, { kind: 'user' }>;
type Team = NonNullable<ReturnType<Cast['teams']['get']>>;

const RECENT_MS = 9 * 86_400_000;
const LATER_MS = 4 * 3_600_000;

/** What staff do about unhappy answers. */
@Injectable()
export class DemoCare {
  constructor(
    private readonly clock: Clock,
    private readonly work: CallbacksWork,
    private readonly closing: CallbacksClosing,
  ) {}

  /** A case began, or another answer joined it: its course begins (again). `of` names it, the same at every seeding. */
  follow(chapter: Chapter, promised: Promised, { touchpoint, of }: { touchpoint: string; of: string }): void {
    const team = chapter.cast.teams.get(promised.teamName ?? '');
    if (!team) return;
    const course = (chapter.courses.get(promised.id) ?? 0) + 1;
    chapter.courses.set(promised.id, course);
    const chance = new Chance(`${chapter.seed} case ${of} ${course}`);
    const agent = chance.pick(team.agents);
    const openedAt = this.clock.now();
    const recent = chapter.year.today.getTime() - openedAt.getTime() < RECENT_MS;
    const overloaded = team.key === WRONG.site && openedAt.getTime() > beganAt(chapter);
    for (const { at, act } of careOf({ touchpoint, openedAt, overloaded, recent, hours: team.hours }, chance)) {
      chapter.agenda.note(at, async () => {
        if (chapter.courses.get(promised.id) === course) await this.#do(promised.id, act, { chapter, team, agent });
      });
    }
  }

  async #do(id: string, act: CareAct, { chapter, agent }: { chapter: Chapter; team: Team; agent: Person }) {
    const by = act.do === 'verify' || act.do === 'reopen' ? chapter.cast.supervisor : agent;
    try {
      await actors.as(`user:${by.id}`, () => this.#act(id, act, by));
    } catch (error) {
      // A second answer has moved the case meanwhile: this step is no longer to be done.
      if (!(error instanceof Problem) || error.status !== 409) throw error;
    }
  }

  async #act(id: string, act: CareAct, by: Person): Promise<void> {
    switch (act.do) {
      case 'claim':
        return this.work.claim(id, by);
      case 'attempt': {
        const { outcome, note } = act;
        const again = outcome !== 'reached' && { nextAt: new Date(this.clock.now().getTime() + LATER_MS) };
        return this.work.attempt(id, { outcome, note, ...again }, by);
      }
      case 'resolve':
        return this.closing.resolve(id, act, by);
      case 'verify':
        return this.closing.verify(id, act.outcome, act.note, by);
      case 'reopen':
        return this.closing.reopen(id, act.note, by);
      case 'close':
        return this.closing.closeAs(act.as, id, act.note, by);
    }
  }
}

function beganAt({ year }: Chapter): number {
  return year.today.getTime() - WRONG.weeks * 7 * 86_400_000;
}
