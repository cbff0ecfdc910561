import { Injectable } from '@nestjs/common';
import { Clock } from '#platform/clock';
import { Database, Settings } from '#platform/database';

export interface Progress {
  readonly done: number;
  readonly total: number;
}

const PROGRESS = 'demo.progress';
const LOCK_CLASS = 7310;
const SETTING_UP = 0;
const TELLING = -1;

@Injectable()
export class DemoRepository {
  constructor(
    private readonly db: Database,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** Until the transaction ends: processes that start together set up one after the other. */
  async lockSetUp(): Promise<void> {
    await this.db.query(`select pg_advisory_xact_lock(${LOCK_CLASS}, ${SETTING_UP})`);
  }

  /** One process tells the story; null while another does. */
  alone<T>(tell: () => Promise<T>): Promise<T | null> {
    return this.db.alone([LOCK_CLASS, TELLING], tell);
  }

  /** Tables that fill within one transaction have no statistics of it; those of the first chapter tell how the others look. */
  async analyse(): Promise<void> {
    await this.db.query('analyze');
  }

  /** False when another process tells this chapter now. */
  async takeChapter(n: number): Promise<boolean> {
    const [row] = await this.db.query<{ taken: boolean }>(
      `select pg_try_advisory_xact_lock(${LOCK_CLASS}, $1) as taken`,
      [n + 1],
    );
    return row?.taken ?? false;
  }

  async hasCustomers(): Promise<boolean> {
    return (await this.db.query('select from customer limit 1')).length > 0;
  }

  async progress(): Promise<Progress | null> {
    return this.settings.get<Progress>(PROGRESS);
  }

  async keepProgress(progress: Progress): Promise<void> {
    await this.settings.set(PROGRESS, progress, this.clock.now());
  }

  /** The story's last moment, the same for all its chapters; null where it has not begun. */
  async today(): Promise<Date | null> {
    const today = await this.settings.get<string>('demo.today');
    return today === null ? null : new Date(today);
  }

  /** The story begins, once. */
  async keepBeginning(total: number): Promise<void> {
    if (await this.today()) return;
    await this.settings.set('demo.today', this.clock.now().toISOString(), this.clock.now());
    await this.keepProgress({ done: 0, total });
  }

  async isTold(chapter: number): Promise<boolean> {
    return (await this.settings.get(`demo.chapter.${chapter}`)) !== null;
  }

  async keepTold(chapter: number): Promise<void> {
    await this.settings.set(`demo.chapter.${chapter}`, true, this.clock.now());
  }

  customers(): Promise<{ id: string; externalId: string }[]> {
    return this.db.query('select id, external_id as "externalId" from customer where erased_at is null');
  }

  /** What became of those who were asked in a wave, as far as the wave has not heard of it. */
  waveMoves(
    programme: string,
    wave: number,
  ): Promise<{ invitation: string; from: string; to: string; cause: string | null; at: Date }[]> {
    return this.db.query(
      `select i.id as invitation, 'sent' as "from", i.status as "to", null as cause, coalesce(r.answered_at, $3) as at
       from barometer_wave w join wave_member m on m.wave_id = w.id and m.state = 'invited'
       join invitation i on i.id = m.invitation_id and i.status in ('answered', 'bounced', 'failed')
       left join response r on r.invitation_id = i.id
       where w.programme_key = $1 and w.number = $2 order by r.answered_at, m.position`,
      [programme, wave, this.clock.now()],
    );
  }

  /** What the story wrote to its customers has long arrived: nothing of it is to be sent now. */
  async letArrive(before: Date): Promise<void> {
    await this.db.query(
      `update message set status = 'delivered', accepted_at = created_at, delivered_at = created_at, try_at = null
       where status = 'waiting' and kind = 'review' and created_at < $1`,
      [before],
    );
  }
}
