import { Injectable } from '@nestjs/common';
import { v7, validate as isUuid } from 'uuid';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { Problem } from '#platform/http';
import { isoLocalDate } from '#platform/calendar';
import { AnnouncementsRepository, type Announcement } from './announcements.repository.ts';
import { announcedTo, type AskedAbout } from './rules/announced-to.ts';
import type { AnnouncementForm } from './rules/announcement-form.ts';

/** What changed because of answers: written by marketing, shown to whoever answered about it. */
@Injectable()
export class AnnouncementsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly announcements: AnnouncementsRepository,
  ) {}

  all(): Promise<Announcement[]> {
    return this.announcements.all();
  }

  /** @throws Problem 404 */
  async byId(id: string): Promise<Announcement> {
    const found = isUuid(id) ? await this.announcements.byId(id) : null;
    if (!found) throw Problem.notFound('announcement', id);
    return found;
  }

  /** What to tell somebody who answered about these. @param timeZone whose day it is */
  async toldTo(answered: readonly AskedAbout[], timeZone: string): Promise<Announcement[]> {
    if (answered.length === 0) return [];
    return announcedTo(await this.announcements.shown(isoLocalDate(this.clock.now(), timeZone)), answered);
  }

  async write(form: AnnouncementForm): Promise<void> {
    await this.db.transaction(async () => {
      const id = v7();
      await this.announcements.save(id, form, this.clock.now());
      await this.facts.record({ name: 'announcement.written', subject: id, data: {} });
    });
  }

  /** @throws Problem 404 */
  async rewrite(id: string, form: AnnouncementForm): Promise<void> {
    await this.db.transaction(async () => {
      await this.byId(id);
      await this.announcements.save(id, form, this.clock.now());
      await this.facts.record({ name: 'announcement.rewritten', subject: id, data: {} });
    });
  }

  /** Nobody is told of it any more, or they are again. @throws Problem 404 */
  async retire(id: string, retired: boolean): Promise<void> {
    await this.db.transaction(async () => {
      await this.byId(id);
      if (!(await this.announcements.setRetired(id, retired))) return;
      await this.facts.record({ name: 'announcement.retired', subject: id, data: { retired } });
    });
  }
}
