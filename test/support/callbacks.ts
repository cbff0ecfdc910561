import { v7 } from 'uuid';
import { CallbacksModule, CallbacksService } from '#callbacks';
import { CustomersService, type Customer, type CustomerInput } from '#customers';
import { BrandModule } from '#platform/brand';
import { Clock } from '#platform/clock';
import { Database } from '#platform/database';
import { HttpModule, type Principal, type UserRole } from '#platform/http';
import { MailModule } from '#platform/mail';
import { TemplatesModule } from '#platform/templates';
import type { Scale } from '#platform/values';
import { ResponsesService, type Response } from '#responses';
import { SurveysService, type QuestionKind, type QuestionnaireVersion } from '#surveys';
import { TeamsService, UsersModule, UsersService, type Team } from '#users';
import { NavigationModule } from '../../src/navigation.ts';
import { startStation, type Station } from './station.ts';

export type Person = Extract<Principal, { kind: 'user' }>;
export const aKey: Principal = { kind: 'key', id: v7(), name: 'crm', scopes: ['callbacks:write'] };

/** A Tuesday, 10:00 in Paris. */
export const TUESDAY = new Date('2026-05-19T08:00:00Z');
const OFFICE_HOURS = [{ from: '09:00', to: '18:00' }];
const CALENDAR = {
  zone: 'Europe/Paris',
  holidays: { country: 'FR' },
  hours: { 1: OFFICE_HOURS, 2: OFFICE_HOURS, 3: OFFICE_HOURS, 4: OFFICE_HOURS, 5: OFFICE_HOURS },
};

export interface Answered {
  metric?: Scale;
  score?: number | null;
  comment?: string;
  contact?: boolean;
  complete?: boolean;
  site?: string | null;
  customer?: Customer;
}

/** The callbacks station with people, customers and answers to work on. */
export class CallbackStation {
  readonly db: Database;
  readonly clock: Clock;
  readonly callbacks: CallbacksService;
  #made = 0;

  private constructor(
    readonly station: Pick<Station, 'get'>,
    readonly questionnaire: QuestionnaireVersion,
  ) {
    this.db = station.get(Database);
    this.clock = station.get(Clock);
    this.callbacks = station.get(CallbacksService);
  }

  /** Alone, without HTTP; what `close` gives ends it. */
  static async start(): Promise<CallbackStation & { close(): Promise<void> }> {
    const station = await startStation(
      TemplatesModule.forRoot({ missing: 'throw' }),
      ...[BrandModule, HttpModule, NavigationModule, UsersModule, MailModule, CallbacksModule],
    );
    return Object.assign(await CallbackStation.within(station), { close: () => station.close() });
  }

  /** Inside an application that runs. */
  static async within(station: Pick<Station, 'get'>): Promise<CallbackStation> {
    const asks = (key: string, kind: QuestionKind) => ({ key, kind, text: { fr: key } });
    const version = await station.get(SurveysService).publishVersion('csat-store', {
      name: 'Magasin',
      temperature: 'hot',
      questions: [asks('csat', 'csat'), asks('comment', 'text'), asks('contact', 'contact')],
    });
    return new CallbackStation(station, version);
  }

  async aTeam(key = `team-${++this.#made}`, ...members: Person[]): Promise<Team> {
    const ids = members.map(({ id }) => id);
    return this.station.get(TeamsService).add(key, { name: `Équipe ${key}`, calendar: CALENDAR, members: ids });
  }

  async aPerson(role: UserRole = 'agent', name = `Personne ${++this.#made}`): Promise<Person> {
    const email = `p${++this.#made}@example.fr`;
    const { user } = await this.station.get(UsersService).add({ email, name, role, language: 'fr' });
    return { ...{ kind: 'user', id: user.id, name, email, role, language: 'fr', theme: null }, teams: [] };
  }

  /** The person as the guard knows them once they are in these teams. */
  async in(person: Person, ...teams: Team[]): Promise<Person> {
    for (const { id } of teams)
      await this.db.query('insert into team_member (team_id, user_id) values ($1, $2)', [id, person.id]);
    return { ...person, teams: teams.map(({ id }) => id) };
  }

  async aCustomer(input: Partial<CustomerInput> = {}): Promise<Customer> {
    const n = ++this.#made;
    const named = { externalId: `c-${n}`, firstName: 'Léa', lastName: 'Martin', email: `lea${n}@example.fr` };
    return (await this.station.get(CustomersService).upsert({ ...named, ...input })).customer;
  }

  async aResponse({ customer, ...said }: Answered = {}): Promise<Response> {
    const { metric = 'csat', score = 1, comment, contact, complete = true, site = null } = said;
    const answers = { csat: score, ...(comment && { comment }), ...(contact !== undefined && { contact }) };
    const id = v7();
    await this.db.query(
      `insert into response (id, customer_id, questionnaire_version_id, temperature, site_key, channel, language, answers,
         metric, score, comment, complete, answered_at, updated_at)
       values ($1, $2, $3, 'hot', $4, 'web', 'fr', $5, $6, $7, $8, $9, $10, $10)`,
      [
        ...[id, (customer ?? (await this.aCustomer())).id, this.questionnaire.id, site, JSON.stringify(answers)],
        ...[score === null ? null : metric, score, comment ?? null, complete, this.clock.now()],
      ],
    );
    return this.#response(id);
  }

  /** An answer considered at this instant: the id of its case. */
  async aCase(said: Answered = {}, at = TUESDAY): Promise<string> {
    const response = await this.clock.at(at, () => this.aResponse(said));
    const promised = await this.clock.at(at, () => this.callbacks.consider(response));
    if (!promised) throw new Error('no case was opened');
    return promised.id;
  }

  async row(id: string): Promise<Record<string, unknown>> {
    const [row] = await this.db.query('select * from callback_case where id = $1', [id]);
    return row ?? {};
  }

  async factsOf(id: string): Promise<{ name: string; data: Record<string, unknown> }[]> {
    return this.db.query('select name, data from fact where subject = $1 order by id', [id]);
  }

  async holds(id: string): Promise<number> {
    return (await this.db.query('select from pressure_hold where holder = $1', [id])).length;
  }

  async #response(id: string): Promise<Response> {
    const response = (await this.station.get(ResponsesService).byIds([id])).get(id);
    if (!response) throw new Error('gone');
    return response;
  }
}
