import { Injectable } from '@nestjs/common';
import { AnnouncementsService } from '#answering';
import { SitesService } from '#customers';
import { TouchpointsService } from '#interactions';
import { Brands, DEFAULT_BRAND } from '#platform/brand';
import { isoLocalDate } from '#platform/calendar';
import { Clock } from '#platform/clock';
import { SurveysService, type QuestionnaireVersion } from '#surveys';
import { ANNOUNCEMENTS } from './rules/announcements.ts';
import { TOUCHPOINTS } from './rules/corpus.ts';
import { BRAND, SITES } from './rules/network.ts';
import { QUESTIONNAIRES } from './rules/questionnaires.ts';
import { TOUCHPOINT_RULES } from './rules/touchpoints.ts';

const ZONE = 'Europe/Paris';
const DAY_MS = 86_400_000;
const COLOUR = '#1f6b8c';

/** Shops, touchpoints and questionnaires of the demonstration; what is there already stays as it is. */
@Injectable()
export class DemoNetwork {
  constructor(
    private readonly brands: Brands,
    private readonly sites: SitesService,
    private readonly surveys: SurveysService,
    private readonly touchpoints: TouchpointsService,
    private readonly announcements: AnnouncementsService,
    private readonly clock: Clock,
  ) {}

  async setUp(): Promise<void> {
    const known = new Set((await this.sites.all()).map(({ key }) => key));
    if (known.size === 0) await this.brands.save({ key: DEFAULT_BRAND, name: BRAND, colour: COLOUR });
    for (const [position, { key, name, region, holidayRegion }] of SITES.entries()) {
      if (known.has(key)) continue;
      await this.sites.save({ key, name, region, holidayRegion, country: 'FR', timeZone: ZONE, position });
    }
    for (const [key, questionnaire] of Object.entries(QUESTIONNAIRES))
      if (!(await this.surveys.current(key))) await this.surveys.publishVersion(key, questionnaire);
    for (const key of TOUCHPOINTS)
      if (!(await this.touchpoints.byKey(key))) await this.touchpoints.save(key, TOUCHPOINT_RULES[key]);
    await this.#announce();
  }

  async #announce(): Promise<void> {
    if ((await this.announcements.all()).length > 0) return;
    for (const { daysAgo, ...told } of ANNOUNCEMENTS) {
      const at = new Date(this.clock.now().getTime() - daysAgo * DAY_MS);
      await this.announcements.write({ ...told, happenedOn: isoLocalDate(at, ZONE) });
    }
  }

  /** By id of the version. */
  async questionnaires(): Promise<Map<string, QuestionnaireVersion>> {
    return new Map((await this.surveys.list()).map((version) => [version.id, version]));
  }
}
