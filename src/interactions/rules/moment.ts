import type { Customer } from '#customers';
import type { Later, Planned, PlanRequest, Unsent } from '#invitations';
import type { QuestionnaireVersion } from '#surveys';
import type { Circumstances } from './conditions.ts';
import type { Finding } from './decide.ts';
import type { Decision } from './interaction.ts';
import type { Season } from './season.ts';
import { msOf, type Touchpoint } from './touchpoint.ts';

/** An interaction kept, with the person and the touchpoint as they are now. */
export interface Entered {
  readonly id: string;
  readonly occurredAt: Date;
  readonly site: string | null;
  readonly agent: string | null;
  readonly touchpoint: Touchpoint;
  readonly customer: Customer;
  /** What else is known of the event; null: it has not happened. */
  readonly happened: Circumstances['happened'];
}

export interface Target {
  readonly target: number;
  readonly nextMonth: Date;
  count: number;
}

/** What deciding knows at its moment, and what has been decided so far. */
export interface Moment {
  readonly now: Date;
  readonly season: Season;
  readonly versions: Map<string, QuestionnaireVersion>;
  readonly targets: Map<string, Target>;
  /** By person: what still waits about touchpoints that let events settle. */
  readonly unsent: Map<string, Waiting[]>;
  /** Customers and touchpoints that pressure refused: asking again now would change nothing. */
  readonly refused: Set<string>;
  readonly decisions: Map<string, Decision>;
  /** The last event of each invitation that others merged into. */
  readonly later: Map<string, Later>;
  readonly merged: { readonly one: Entered; readonly into: Waiting; readonly steps: Decision['steps'] }[];
}

/** An invitation that has not gone out, as events settle into it. */
export interface Waiting extends Unsent {
  readonly priority: number;
}

/** Someone about to be asked, as far as the rules before pressure go. */
export type Asking = { readonly one: Entered; readonly finding: Extract<Finding, { next: 'ask' }> };

/** Who is about to be asked in one round. */
export class Round {
  readonly asking: Asking[] = [];
  readonly #people = new Set<string>();
  readonly #places = new Map<string, number>();

  add(ask: Asking): void {
    this.asking.push(ask);
    if (settles(ask.one)) this.#people.add(personOf(ask.one.customer));
    const place = targetKey(ask.one);
    if (place) this.#places.set(place, (this.#places.get(place) ?? 0) + 1);
  }

  /** Whether an earlier item may change what is to be found about this one. */
  mustWait(one: Entered, { refused, targets }: Moment): boolean {
    if (settles(one) && !refused.has(personKey(one)) && this.#people.has(personOf(one.customer))) return true;
    const place = targetKey(one) ?? '';
    const target = targets.get(place);
    if (!target || target.count >= target.target) return false;
    return target.count + (this.#places.get(place) ?? 0) >= target.target;
  }
}

export function requestOf(
  { one, finding }: { readonly one: Entered; readonly finding: Pick<Asking['finding'], 'channels'> },
  { versions }: Pick<Moment, 'versions'>,
): PlanRequest {
  const { touchpoint, customer, occurredAt } = one;
  const { id: questionnaireVersion, temperature } = versionOf(touchpoint, versions);
  const sendAt = earliest(one);
  return {
    customer,
    interaction: one.id,
    touchpoint: touchpoint.key,
    questionnaireVersion,
    temperature,
    channels: finding.channels,
    site: one.site,
    agent: one.agent,
    sendAt,
    window: touchpoint.window,
    expiresAfter: msOf(touchpoint.expiresAfter),
    reminders: touchpoint.reminders.map(({ after }) => msOf(after)),
    occurredAt,
    priority: touchpoint.priority,
    monthlyTarget: touchpoint.monthlyTarget,
    waitsUntil: new Date(Math.max(occurredAt.getTime() + msOf(touchpoint.maxAge), sendAt.getTime())),
  };
}

/** After its delay, and once events that follow closely have settled into it. */
function earliest({ touchpoint, occurredAt }: Entered): Date {
  return new Date(occurredAt.getTime() + Math.max(msOf(touchpoint.delay), msOf(touchpoint.settle)));
}

/** What is asked is about the event from now on; turned to its touchpoint, when it was about another. */
export function takeOver(
  one: Entered,
  into: Waiting,
  channels: Asking['finding']['channels'],
  moment: Pick<Moment, 'versions' | 'unsent' | 'later'>,
): void {
  const { id, customer, touchpoint, occurredAt, site, agent } = one;
  const delayed = new Date(occurredAt.getTime() + msOf(touchpoint.delay));
  const turned = touchpoint.key !== into.touchpoint || moment.later.get(into.id)?.turned;
  moment.later.set(into.id, {
    ...{ invitation: into, customer, interaction: id, occurredAt, site, agent, earliest: delayed },
    turned: turned ? requestOf({ one, finding: { channels } }, moment) : null,
  });
  const now = { ...into, touchpoint: touchpoint.key, priority: touchpoint.priority, occurredAt };
  const known = moment.unsent.get(personOf(customer)) ?? [];
  moment.unsent.set(
    personOf(customer),
    known.map((waiting) => (waiting.id === into.id ? now : waiting)),
  );
}

export function settle({ one, finding: { steps: before, channels } }: Asking, planned: Planned, moment: Moment): void {
  const invitation = 'refused' in planned ? (planned.held ?? null) : planned.invitation;
  if (invitation) remember(one, invitation, 'refused' in planned ? 'held' : 'planned', moment);
  else moment.refused.add(personKey(one));
  if ('refused' in planned) {
    const { reason, rule, nextEligibleAt, steps } = planned.refused;
    const outcome = invitation ? 'waiting' : 'suppressed';
    const { askedFor } = planned;
    moment.decisions.set(one.id, {
      ...{ outcome, reason, rule, nextEligibleAt, invitation, askedFor, channels },
      steps: [...before, ...steps],
    });
  } else {
    moment.decisions.set(one.id, {
      outcome: 'scheduled',
      reason: null,
      rule: null,
      nextEligibleAt: null,
      invitation,
      askedFor: planned.invitation.sendAt,
      channels,
      steps: [...before, ...planned.steps],
    });
  }
}

/** What was just planned counts towards the target, and others may settle into it. */
function remember(
  one: Entered,
  invitation: NonNullable<Decision['invitation']>,
  status: 'planned' | 'held',
  { unsent, targets }: Moment,
): void {
  const { touchpoint, customer, occurredAt } = one;
  const target = targets.get(targetKey(one) ?? '');
  if (target) target.count += 1;
  if (!settles(one)) return;
  const waiting = {
    ...invitation,
    customer: customer.id,
    touchpoint: touchpoint.key,
    status,
    occurredAt,
    window: touchpoint.window,
    priority: touchpoint.priority,
  };
  const known = unsent.get(personOf(customer));
  if (known) known.push(waiting);
  else unsent.set(personOf(customer), [waiting]);
}

/** @throws when the questionnaire has gone: a foreign key keeps it. */
function versionOf(touchpoint: Touchpoint, versions: Map<string, QuestionnaireVersion>): QuestionnaireVersion {
  const version = versions.get(touchpoint.questionnaire);
  if (!version) throw new Error(`The questionnaire ${touchpoint.questionnaire} has no version.`);
  return version;
}

export function settles({ touchpoint }: Pick<Entered, 'touchpoint'>): boolean {
  return msOf(touchpoint.settle) > 0;
}

/** Whoever shares a phone or an e-mail is one person; who has neither, the record. */
export function personOf({ id, contactKeys }: Pick<Customer, 'id' | 'contactKeys'>): string {
  const [first] = contactKeys.map((key) => key.toString('hex')).sort();
  return first ?? id;
}

function personKey({ customer, touchpoint }: Entered): string {
  return `${customer.id} ${touchpoint.key}`;
}

export function targetKey({ touchpoint, site }: Entered): string | null {
  return touchpoint.monthlyTarget !== null && site ? `${touchpoint.key} ${site}` : null;
}
