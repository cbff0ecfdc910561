import { Injectable } from '@nestjs/common';
import { CustomersService, SitesService } from '#customers';
import { InvitationsFollowing, InvitationsService, type Later } from '#invitations';
import { personOf, settles, targetKey, type Entered, type Target, type Waiting } from './rules/moment.ts';
import { monthOf } from './rules/season.ts';
import { TouchpointsService } from './touchpoints.service.ts';

const FALLBACK_ZONE = 'Europe/Paris';

/** What there is around events when they are decided on: targets of their sites, and what their people wait to be asked. */
@Injectable()
export class InteractionsSurroundings {
  constructor(
    private readonly customers: CustomersService,
    private readonly sites: SitesService,
    private readonly touchpoints: TouchpointsService,
    private readonly invitations: InvitationsService,
    private readonly following: InvitationsFollowing,
  ) {}

  /** The month's target of each site that has one, and who was asked towards it. */
  async targets(entered: readonly Entered[], now: Date): Promise<Map<string, Target>> {
    const places = new Map(entered.flatMap((one) => (targetKey(one) ? [[targetKey(one), one] as const] : [])));
    if (places.size === 0) return new Map();
    const zones = new Map((await this.sites.all()).map(({ key, timeZone }) => [key, timeZone]));
    const wanted = [...places].map(([key, { touchpoint, site }]) => ({
      key,
      touchpoint,
      site,
      month: monthOf(now, zones.get(site ?? '') ?? FALLBACK_ZONE),
    }));
    const counts = await this.invitations.countTowardsTarget(
      wanted.map(({ touchpoint, site, month }) => ({
        touchpoint: touchpoint.key,
        site: site ?? '',
        since: month.since,
      })),
    );
    return new Map(
      wanted.map(({ key, touchpoint, month }, n) => [
        key ?? '',
        { target: touchpoint.monthlyTarget ?? 0, nextMonth: month.next, count: counts[n] ?? 0 },
      ]),
    );
  }

  /** Of these people, whatever record of theirs it is about, and at whatever touchpoint that lets events settle; by person. */
  async unsent(settling: readonly Entered[]): Promise<Map<string, Waiting[]>> {
    if (settling.length === 0) return new Map();
    const touchpoints = new Map((await this.touchpoints.all()).map((touchpoint) => [touchpoint.key, touchpoint]));
    const people = new Map(settling.map(({ customer }) => [customer.id, personOf(customer)]));
    const keys = settling.flatMap(({ customer }) =>
      customer.contactKeys.map((key) => [key, personOf(customer)] as const),
    );
    for (const [id, person] of await this.customers.recordsOf(keys)) people.set(id, people.get(id) ?? person);
    const found = await this.invitations.lockUnsent(
      [...people.keys()],
      [...touchpoints.values()].flatMap((touchpoint) => (settles({ touchpoint }) ? [touchpoint.key] : [])),
    );
    const unsent = new Map<string, Waiting[]>();
    for (const one of found) {
      const person = people.get(one.customer) ?? one.customer;
      const priority = touchpoints.get(one.touchpoint ?? '')?.priority ?? 3;
      unsent.set(person, [...(unsent.get(person) ?? []), { ...one, priority }]);
    }
    return unsent;
  }

  /** Makes invitations, found by `unsent`, about what happened since; by invitation, those that are. */
  async follow(latest: readonly Later[]) {
    return new Map((await this.following.follow(latest)).map((invitation) => [invitation.id, invitation]));
  }
}
