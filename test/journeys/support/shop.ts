import { DateTime } from 'luxon';
import { SitesService } from '#customers';
import { TeamsService } from '#users';
import { QUESTIONNAIRES } from '../../../src/demo/rules/questionnaires.ts';
import { TEAMS } from '../../../src/demo/rules/staff.ts';
import { TOUCHPOINT_RULES } from '../../../src/demo/rules/touchpoints.ts';
import { startPlatform, type Platform } from './platform.ts';

/** As the sandbox shows it. */
export interface Message {
  readonly id: number;
  readonly channel: 'sms' | 'email';
  readonly to: string;
  readonly from: string;
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly headers: Record<string, string>;
  readonly links: string[];
  readonly repeats: number;
  readonly at: string;
}

export interface Decision {
  readonly outcome: 'scheduled' | 'merged' | 'waiting' | 'suppressed';
  readonly reason: string | null;
  readonly rule: string | null;
  readonly nextEligibleAt: string | null;
  readonly invitation: { readonly id: string; readonly channel: string; readonly sendAt: string } | null;
}

interface Visit {
  readonly id?: string;
  readonly touchpoint?: string;
  readonly site?: string | null;
  readonly occurredAt?: string;
}

type Person = { readonly externalId: string } & Record<string, unknown>;

const ZONE = 'Europe/Paris';
let visits = 0;

/** What integrators rely on: the touchpoints and questionnaires of the demonstration, through the API. */
async function setUpShop({ api, get }: Platform): Promise<void> {
  const site = { key: 'lyon-2', name: 'Lyon 2e', region: null, country: 'FR', holidayRegion: null, timeZone: ZONE };
  await get(SitesService).save({ ...site, position: 0 });
  for (const [key, questionnaire] of Object.entries(QUESTIONNAIRES))
    must(await api('PUT', `/api/v1/questionnaires/${key}`, questionnaire));
  for (const [key, rules] of Object.entries(TOUCHPOINT_RULES)) {
    const { position: _, excludedSegments: __, ...input } = rules;
    must(await api('PUT', `/api/v1/touchpoints/${key}`, input));
  }
}

/** A platform with a shop, on a Tuesday at eleven in Paris: surveys go out, and staff are at work. */
export async function openShop(options?: Parameters<typeof startPlatform>[0]): Promise<Shop> {
  const platform = await startPlatform(options);
  await setUpShop(platform);
  const shop = new Shop(platform);
  await shop.moveToTuesday();
  return shop;
}

export class Shop {
  constructor(readonly platform: Platform) {}

  close(): Promise<void> {
    return this.platform.close();
  }

  async moveTo(at: Date): Promise<void> {
    must(await this.platform.api('POST', '/sandbox/api/clock', { to: at.toISOString() }));
  }

  /** To the next Tuesday at eleven. */
  async moveToTuesday(): Promise<void> {
    await this.moveTo(nextTuesday(this.platform.now()));
  }

  /** Reports that the customer was here, now unless it says otherwise; gives the decision. */
  async visit(customer: Person, visit: Visit = {}): Promise<Decision> {
    const body = this.visitOf(customer, visit);
    const { status, body: answer } = await this.platform.api<{ decision: Decision }>(
      'POST',
      '/api/v1/interactions',
      body,
    );
    if (status !== 202) throw new Error(`The visit was answered with ${status}: ${JSON.stringify(answer)}`);
    return answer.decision;
  }

  visitOf(customer: Person, { id, touchpoint = 'store-visit', site = 'lyon-2', occurredAt }: Visit = {}) {
    const at = occurredAt ?? this.platform.now().toISOString();
    return { id: id ?? `till-${(visits += 1)}`, touchpoint, occurredAt: at, site, customer };
  }

  /** All that was sent to this phone or mailbox, once everything due has gone out. */
  async messagesTo(to: string): Promise<Message[]> {
    await this.platform.settle();
    const query = new URLSearchParams({ to, limit: '1000' });
    const { body } = await this.platform.api<{ items: Message[] }>('GET', `/sandbox/api/messages?${query.toString()}`);
    return body.items;
  }

  /** The only message to this phone or mailbox. */
  async messageTo(to: string): Promise<Message> {
    const [message, ...others] = await this.messagesTo(to);
    if (!message || others.length > 0) throw new Error(`${to} had ${others.length + (message ? 1 : 0)} messages.`);
    return message;
  }

  /** The customer writes back by SMS, once everything due has reached them. */
  async text(from: string, body: string): Promise<void> {
    await this.platform.settle();
    must(await this.platform.api('POST', '/sandbox/api/sms', { from, body }));
    await this.platform.settle();
  }

  async fault(fault: { channel: string; kind: string; code?: number; count?: number; to?: string }): Promise<void> {
    must(await this.platform.api('POST', '/sandbox/api/faults', fault));
  }

  async invitation(
    id: string | undefined,
  ): Promise<{ status: string; channel: string; history: { status: string }[] }> {
    const { body } = await this.platform.api('GET', `/api/v1/invitations/${id}`);
    return body as { status: string; channel: string; history: { status: string }[] };
  }

  /** Members of staff with a session, in the teams that have the shop's cases. */
  async staff() {
    const [agent, supervisor] = [
      await this.platform.signIn('agent', 'Julie Moreau'),
      await this.platform.signIn('supervisor', 'Claire Fontaine'),
    ];
    const [care] = TEAMS;
    const members = [agent.userId, supervisor.userId];
    if (care)
      await this.platform
        .get(TeamsService)
        .add('lyon-2', { name: 'Magasin Lyon 2e', calendar: care.calendar, members });
    return { agent, supervisor };
  }
}

/** Path and query of the survey's address in a message. */
export function surveyIn({ links }: Message): string {
  const link = links.find((one) => /\/s\/[\w-]+/.test(one));
  if (!link) throw new Error('The message has no link to a survey.');
  const { pathname } = new URL(link);
  return pathname;
}

function must({ status, body }: { status: number; body: unknown }): void {
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
}

/** Not a holiday in France. */
export function nextTuesday(now: Date): Date {
  let day = DateTime.fromJSDate(now, { zone: ZONE }).startOf('day').plus({ days: 1 });
  while (day.weekday !== 2 || HOLIDAYS.has(day.toFormat('MM-dd'))) day = day.plus({ days: 1 });
  return day.set({ hour: 11 }).toJSDate();
}

const HOLIDAYS = new Set(['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']);
