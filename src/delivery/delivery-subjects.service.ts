import { Injectable } from '@nestjs/common';
import { CustomersService, SiteBrands, SitesService, type Channel } from '#customers';
import { TouchpointsService } from '#interactions';
import type { Claimed } from '#invitations';
import { SurveysService } from '#surveys';
import type { SurveySubject } from './delivery.views.ts';

/** What a survey is about and whom it goes to, for many invitations at once. */
@Injectable()
export class DeliverySubjects {
  constructor(
    private readonly customers: CustomersService,
    private readonly sites: SitesService,
    private readonly surveys: SurveysService,
    private readonly touchpoints: TouchpointsService,
    private readonly brands: SiteBrands,
  ) {}

  /** By invitation; `to` is null when the customer no longer has such a contact point. */
  async of(claimed: readonly Claimed[]): Promise<Map<string, SurveySubject>> {
    if (claimed.length === 0) return new Map();
    const people = await this.customers.byIds(claimed.map(({ customer }) => customer));
    const versions = await this.surveys.versions(claimed.map(({ questionnaireVersion }) => questionnaireVersion));
    const contacts = { sms: await this.#contacts(claimed, 'sms'), email: await this.#contacts(claimed, 'email') };
    const brandOf = await this.brands.every();
    const sites = new Map((await this.sites.all()).map((site) => [site.key, site.name]));
    const touchpoints = new Map((await this.touchpoints.all()).map((touchpoint) => [touchpoint.key, touchpoint.name]));
    const subjects = new Map<string, SurveySubject>();
    for (const invitation of claimed) {
      const name = invitation.touchpoint === null ? undefined : touchpoints.get(invitation.touchpoint);
      subjects.set(invitation.id, {
        to: contacts[invitation.channel].get(invitation.customer) ?? null,
        brand: brandOf(invitation.site),
        firstName: people.get(invitation.customer)?.firstName ?? null,
        touchpoint: name ? (name[invitation.language] ?? name.fr) : null,
        site: (invitation.site !== null && sites.get(invitation.site)) || null,
        // Neither a score in a link nor one sent back: what is answered anonymously is answered on the page.
        questions: invitation.anonymous ? [] : (versions.get(invitation.questionnaireVersion)?.questions ?? []),
      });
    }
    return subjects;
  }

  async #contacts(claimed: readonly Claimed[], channel: Channel): Promise<Map<string, string>> {
    const ids = claimed.filter((one) => one.channel === channel).map(({ customer }) => customer);
    return ids.length > 0 ? this.customers.contactPoints(ids, channel) : new Map();
  }
}
