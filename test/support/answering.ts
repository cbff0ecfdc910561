import { AnsweringModule } from '#answering';
import { CustomersService, SitesService, type Customer, type CustomerInput } from '#customers';
import { TouchpointsService } from '#interactions';
import { InvitationsService, type Invitation } from '#invitations';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { Sweeps } from '#platform/queue';
import { ResponsesService, type Response } from '#responses';
import { SurveysService, type Question, type QuestionnaireVersion } from '#surveys';
import { startSandbox, type RunningSandbox } from './sandbox.ts';

const PHONE = 'Mozilla/5.0 (Linux; Android 9; SM-J330F) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36';
const DAY_MS = 86_400_000;

export const csat: Question = {
  key: 'csat',
  kind: 'csat',
  text: { fr: 'Êtes-vous satisfait de votre visite ?', en: 'How satisfied are you with your visit?' },
  required: true,
};
export const comment: Question = {
  key: 'comment',
  kind: 'text',
  text: { fr: 'Qu’est-ce qui explique votre note ?', en: 'What explains your score?' },
};
export const contact: Question = {
  key: 'contact',
  kind: 'contact',
  text: { fr: 'Souhaitez-vous être rappelé ?', en: 'Would you like a call?' },
  showIf: { question: 'csat', op: 'lte', value: 2 },
};
const publish: Question = {
  key: 'publish',
  kind: 'publish',
  text: { fr: 'Publier votre avis ?', en: 'Publish your review?' },
};
export const storeVisit = [csat, comment, contact, publish];

export interface Asked {
  token: string;
  id: string;
  customer: Customer;
  phone: string;
}

/** The page's answer, as a browser would have it. */
export interface Shown {
  status: number;
  headers: Headers;
  html: string;
  /** Without style and script. */
  text: string;
}

/** Surveys that were sent, ready to be answered over real HTTP. */
export class AnsweringStation {
  #made = 0;

  private constructor(
    readonly sandbox: RunningSandbox,
    private readonly works: boolean,
  ) {}

  static async start({ works = false } = {}): Promise<AnsweringStation> {
    const station = new AnsweringStation(await startSandbox([AnsweringModule], { works }), works);
    await station.sandbox.post('/sandbox/api/clock', { advance: `PT${secondsToTuesday(station.now)}S` });
    return station;
  }

  get now(): Date {
    return this.sandbox.get(Clock).now();
  }

  get db(): Database {
    return this.sandbox.get(Database);
  }

  async questionnaire(
    questions: readonly Question[],
    temperature: 'hot' | 'cold' = 'hot',
  ): Promise<QuestionnaireVersion> {
    const surveys = this.sandbox.get(SurveysService);
    return surveys.publishVersion(`survey-${++this.#made}`, {
      name: 'Enquête',
      temperature,
      questions: [...questions],
    });
  }

  /** A shop, what happens there, and its name on the page. */
  async place(questionnaire: string): Promise<void> {
    const site = { key: 'lyon-2', name: 'Lyon Part-Dieu', region: null, country: 'FR', holidayRegion: null };
    await this.sandbox.get(SitesService).save({ ...site, timeZone: 'Europe/Paris', position: 1 });
    await this.sandbox.get(TouchpointsService).save('store-visit', {
      name: { fr: 'Visite en magasin', en: 'Store visit' },
      questionnaire,
      channels: ['sms', 'email'],
    });
  }

  /** A survey that reached a customer a minute ago. */
  async asked(
    questions: readonly Question[] = storeVisit,
    {
      channel = 'sms',
      temperature = 'hot',
      ...input
    }: Partial<CustomerInput> & { channel?: 'sms' | 'email'; temperature?: 'hot' | 'cold' } = {},
  ): Promise<Asked> {
    const version = await this.questionnaire(questions, temperature);
    if (temperature === 'hot') await this.place(version.key);
    const n = String(++this.#made).padStart(4, '0');
    const reach = { phone: `+336120${n.slice(-4)}9`, email: `lea${n}@example.fr` };
    const names = { externalId: `c-${n}`, firstName: 'Léa', lastName: 'Martin' };
    const { customer } = await this.sandbox.get(CustomersService).upsert({ ...names, ...reach, ...input });
    const id = await this.#plan(customer, version, channel);
    return { id, customer, phone: reach.phone, token: await this.sandbox.get(InvitationsService).tokenOf(id) };
  }

  async get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Shown> {
    return shown(await fetch(`${this.sandbox.url}${path}`, { method, headers: { 'user-agent': PHONE, ...headers } }));
  }

  async post(
    path: string,
    form: Record<string, string> | [string, string][] | string,
    headers: Record<string, string> = {},
  ): Promise<Shown> {
    const body = new URLSearchParams(form);
    return shown(
      await fetch(`${this.sandbox.url}${path}`, { method: 'POST', body, headers: { 'user-agent': PHONE, ...headers } }),
    );
  }

  async invitation({ id }: Asked): Promise<Invitation> {
    const invitation = (await this.sandbox.get(InvitationsService).byIds([id])).get(id);
    if (!invitation) throw new Error('gone');
    return invitation;
  }

  async response({ id }: Asked): Promise<Response | null> {
    return this.sandbox.get(ResponsesService).byInvitation(id);
  }

  async labels({ id }: Asked): Promise<string[]> {
    const rows = await this.db.query<{ label: string; why: string }>(
      'select label, why from submission where invitation_id = $1 order by received_at, id',
      [id],
    );
    return rows.map(({ label, why }) => `${label}: ${why}`);
  }

  /** Time passes, and what falls due is done. */
  async pass(duration: string): Promise<void> {
    await this.sandbox.post('/sandbox/api/clock', { advance: duration });
  }

  /** The customer's phone writes; gives what it is told in return. */
  async text(phone: string, body: string): Promise<string[]> {
    const before = await this.texts(phone);
    await this.sandbox.post('/sandbox/api/sms', { from: phone, body });
    await this.pass('PT1M');
    return (await this.texts(phone)).slice(before.length);
  }

  /** All that a phone received, oldest first. */
  async texts(phone: string): Promise<string[]> {
    const query = new URLSearchParams({ channel: 'sms', to: phone, limit: '100' }).toString();
    const { body } = await this.sandbox.getJson<{ items: { text: string }[] }>(`/sandbox/api/messages?${query}`);
    return body.items.map(({ text }) => text);
  }

  /** Does what is due once so many minutes have passed since now. */
  async settleAfter(minutes: number): Promise<void> {
    const clock = this.sandbox.get(Clock);
    const later = new Date(clock.now().getTime() + minutes * 60_000);
    await clock.at(later, () => this.sandbox.get(Sweeps).run('answering.settle'));
  }

  async responses(query: Record<string, string>): Promise<{ items: { id: string }[]; nextCursor: string | null }> {
    const url = `${this.sandbox.url}/api/v1/responses?${new URLSearchParams(query).toString()}`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${this.sandbox.config.apiKey}` } });
    return (await answer.json()) as { items: { id: string }[]; nextCursor: string | null };
  }

  async #plan(customer: Customer, version: QuestionnaireVersion, channel: 'sms' | 'email'): Promise<string> {
    const invitations = this.sandbox.get(InvitationsService);
    const clock = this.sandbox.get(Clock);
    const isHot = version.temperature === 'hot';
    const planned = await invitations.plan({
      customer,
      touchpoint: isHot ? 'store-visit' : null,
      questionnaireVersion: version.id,
      temperature: version.temperature,
      channels: [channel],
      site: isHot ? 'lyon-2' : null,
      sendAt: clock.now(),
      window: { days: [1, 2, 3, 4, 5, 6], from: '09:00', to: '20:00' },
      expiresAfter: 14 * DAY_MS,
      reminders: [],
      occurredAt: new Date(clock.now().getTime() - DAY_MS),
    });
    if (!('invitation' in planned)) throw new Error('Pressure refused.');
    if (this.works) await this.pass('PT1M');
    else {
      await invitations.claimDue(50);
      await invitations.markSent([planned.invitation.id]);
      await this.db.run(`update invitation set sent_at = sent_at - interval '1 minute' where id = $1`, [
        planned.invitation.id,
      ]);
    }
    return planned.invitation.id;
  }
}

async function shown(answer: globalThis.Response): Promise<Shown> {
  const html = await answer.text();
  const text = html.replace(/<style>.*?<\/style>|<script>.*?<\/script>/gs, '');
  return { status: answer.status, headers: answer.headers, html, text };
}

/** To the next Tuesday, 10:00 UTC: messages may go out then, everywhere in France. */
function secondsToTuesday(now: Date): number {
  const tuesday = new Date(now);
  tuesday.setUTCDate(now.getUTCDate() + ((9 - now.getUTCDay()) % 7 || 7));
  tuesday.setUTCHours(10, 0, 0, 0);
  return Math.round((tuesday.getTime() - now.getTime()) / 1000);
}
