import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { Type } from 'typebox';
import { CONFIG, type Config } from '#platform/config';
import {
  Allow,
  Caller,
  check,
  FormErrors,
  Key,
  NO_FAULTS,
  Problem,
  schema,
  seeOther,
  Text,
  type FieldError,
  type FormFaults,
  type Principal,
  type SchemaOf,
  type SeeOther,
} from '#platform/http';
import { page, type PageResult } from '#platform/templates';
import { ConnectorsIntake } from './connectors-intake.service.ts';
import { ConnectorsService } from './connectors.service.ts';
import { connectorRow, deliveryRow, kindOptions, pretty, triedView } from './connectors.views.ts';
import { CONNECTOR_KINDS } from './rules/connector.ts';
import { READY } from './rules/ready-mappings.ts';

type Admin = Extract<Principal, { kind: 'user' }>;

const LIST = '/settings/connectors';
const LONGEST_MAPPING = 20_000;
const LONGEST_PAYLOAD = 100_000;

const NewConnector = schema(
  'NewConnector',
  Type.Object({ key: Key, name: Text({ min: 1, max: 100 }), kind: Type.Enum([...CONNECTOR_KINDS]) }),
  { coerce: true },
);
const Mapping = Text({ min: 1, max: LONGEST_MAPPING, lines: true });
const ChangedConnector = schema(
  'ChangedConnector',
  Type.Object({
    version: Type.Integer({ minimum: 1 }),
    name: Text({ min: 1, max: 100 }),
    mapping: Mapping,
    secret: Type.Union([Text({ min: 16, max: 200 }), Type.Literal('')]),
    active: Type.Optional(Type.Literal('on')),
  }),
  { coerce: true },
);
const TryOut = schema(
  'ConnectorTryOut',
  Type.Object({ mapping: Mapping, payload: Type.String({ maxLength: LONGEST_PAYLOAD }) }),
  { coerce: true },
);
const PayloadId = schema('ConnectorPayloadId', Type.Object({ key: Key, id: Type.String({ format: 'uuid' }) }));
const Chosen = schema('ConnectorPayload', Type.Object({ payload: Type.Optional(Type.String({ format: 'uuid' })) }));

type Changed = Partial<Record<keyof SchemaOf<typeof ChangedConnector>, unknown>>;

@Allow('admin')
@Controller('settings/connectors')
export class ConnectorsPagesController {
  constructor(
    private readonly connectors: ConnectorsService,
    private readonly intake: ConnectorsIntake,
    private readonly forms: FormErrors,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  @Get()
  async list(): Promise<PageResult> {
    return page('interactions/connectors', { rows: (await this.connectors.all()).map(connectorRow) });
  }

  @Get('new')
  ask(): PageResult {
    return this.#new({ key: '', name: '', kind: 'zendesk' });
  }

  @Post('new')
  async add(@Caller() { language }: Admin, @Body() body: unknown): Promise<PageResult | SeeOther> {
    const typed = (body ?? {}) as Record<string, unknown>;
    const given = check(NewConnector, typed);
    const errors = 'errors' in given ? given.errors : await this.#refused(() => this.connectors.add(given.value));
    if (errors.length > 0) return this.#new(typed, this.forms.explain(language, errors, 'interactions'));
    return seeOther(`${LIST}/${String(typed['key'])}`, { word: 'interactions.connector.added' });
  }

  @Get(':key')
  show(
    @Param('key') key: string,
    @Query({ schema: Chosen }) { payload }: SchemaOf<typeof Chosen>,
  ): Promise<PageResult> {
    return this.#edit(key, {}, payload);
  }

  @Post(':key')
  async change(@Caller() { language }: Admin, @Param('key') key: string, @Body() body: unknown) {
    const typed = (body ?? {}) as Changed;
    const given = check(ChangedConnector, typed);
    if ('errors' in given) return this.#edit(key, typed, undefined, this.#explain(language, given.errors));
    const { version, name, mapping, secret, active } = given.value;
    const input = { name, mapping, active: active === 'on', secret: secret === '' ? null : secret };
    const errors = await this.#refused(() => this.connectors.change(key, version, input));
    if (errors.length > 0) return this.#edit(key, typed, undefined, this.#explain(language, errors));
    return seeOther(`${LIST}/${key}`, { word: 'interactions.connector.saved' });
  }

  /** What the mapping as typed would make of a payload; nothing is recorded. */
  @Post(':key/try')
  @HttpCode(200)
  async tryOut(@Body({ schema: TryOut }) { mapping, payload }: SchemaOf<typeof TryOut>): Promise<PageResult> {
    const json = parsed(payload);
    const tried = json === undefined ? null : await this.intake.tryOut(mapping, json.value);
    const view = { tried: tried && triedView(tried, mapping), unreadable: json === undefined };
    return page('interactions/tried', view, { fragment: '_tried' });
  }

  @Post(':key/payloads/:id/again')
  async again(@Param({ schema: PayloadId }) { key, id }: SchemaOf<typeof PayloadId>) {
    const errors = await this.#refused(async () => void (await this.intake.takeAgain(key, id)));
    const word = errors.length > 0 ? 'interactions.connector.stillRefused' : 'interactions.connector.taken';
    return seeOther(`${LIST}/${key}?payload=${id}`, { word });
  }

  #new(typed: Record<string, unknown>, faults: FormFaults = NO_FAULTS): PageResult {
    const { key, name, kind } = typed;
    const view = { key: text(key), name: text(name), kind: text(kind), kinds: kindOptions(), faults };
    return page('interactions/connector-new', view, { status: faults.list.length > 0 ? 422 : 200 });
  }

  async #edit(key: string, typed: Changed, chosen?: string, faults: FormFaults = NO_FAULTS): Promise<PageResult> {
    const connector = await this.connectors.byKey(key);
    const deliveries = await this.intake.latest(connector);
    const current = deliveries.find(({ id }) => id === chosen) ?? deliveries[0];
    const refused = faults.list.length > 0;
    const view = {
      ...{ key, kind: connector.kind, version: connector.version, secret: connector.secret },
      name: text(typed.name ?? connector.name),
      mapping: text(typed.mapping ?? connector.mapping),
      active: refused ? typed.active === 'on' : connector.active,
      url: `${this.config.publicUrl}/webhooks/in/${key}`,
      payload: pretty(current ? current.payload : READY[connector.kind].sample),
      shows: current ? 'received' : 'sample',
      deliveries: deliveries.map((one) => deliveryRow(one, LIST, key, one === current)),
      faults,
    };
    return page('interactions/connector', view, { status: refused ? 422 : 200 });
  }

  #explain(language: Admin['language'], errors: readonly FieldError[]): FormFaults {
    return this.forms.explain(language, errors, 'interactions');
  }

  /** What a verb refuses a form for; what it refuses for other reasons is thrown on. */
  async #refused(act: () => Promise<void>): Promise<readonly FieldError[]> {
    try {
      await act();
      return [];
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 422 && problem.more.errors) return problem.more.errors;
      if (problem instanceof Problem && problem.kind === 'connector-changed') {
        return [{ path: '', code: problem.kind, message: problem.detail }];
      }
      throw problem;
    }
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function parsed(json: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(json) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
