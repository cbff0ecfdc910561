import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Clock } from '#platform/clock';
import { Vault } from '#platform/crypto';
import { check, invalid, Problem, type FieldError } from '#platform/http';
import { ConnectorsRepository, type DeliveredItem, type NewDelivery } from './connectors.repository.ts';
import { ConnectorsService, type Connector } from './connectors.service.ts';
import { InteractionsService, type RecordResult } from './interactions.service.ts';
import { RecordInteraction } from './interaction.schema.ts';
import { isFresh, proofOf, type ConnectorKind, type Request } from './rules/connector.ts';
import type { InteractionInput } from './rules/interaction.ts';
import { mapPayload, type MappingFault } from './rules/mapping.ts';
import { TouchpointsService } from './touchpoints.service.ts';

export interface Intake {
  readonly recorded: number;
  readonly repeated: number;
  readonly refused: number;
  readonly items: readonly DeliveredItem[];
}

/** What a mapping would make of a payload. */
export type Tried =
  | { readonly fault: MappingFault }
  | { readonly items: readonly { readonly interaction: unknown; readonly errors: readonly FieldError[] }[] };

export interface Delivery extends Omit<NewDelivery, 'payload'> {
  readonly payload: unknown;
}

/** Payloads of a connector that are kept, for trying a mapping on. */
const KEPT = 30;

/** What other systems send, put into our words and recorded. Nothing that was proven is lost: a payload is kept whatever became of it. */
@Injectable()
export class ConnectorsIntake {
  constructor(
    private readonly clock: Clock,
    private readonly vault: Vault,
    private readonly connectors: ConnectorsService,
    private readonly interactions: InteractionsService,
    private readonly touchpoints: TouchpointsService,
    private readonly repository: ConnectorsRepository,
  ) {}

  /** @throws Problem 403 without a proof, 404, 410 when it is switched off, 422 when the mapping or all it gave was refused. */
  async receive(key: string, request: Request, payload: unknown): Promise<Intake> {
    const connector = await this.connectors.byKey(key);
    if (!this.#isProven(connector, request))
      throw Problem.forbidden('The signature or the secret is missing or wrong.');
    if (!connector.active) throw new Problem(410, 'connector-off', 'This connector is switched off.');
    return this.#take(connector, { id: v7(), payload, receivedAt: this.clock.now() });
  }

  /** A payload that was refused, taken again after the mapping was put right. @throws Problem 404, and as `receive`. */
  async takeAgain(key: string, id: string): Promise<Intake> {
    const connector = await this.connectors.byKey(key);
    const found = await this.repository.delivery(connector.id, id);
    if (!found) throw Problem.notFound('delivery', id);
    return this.#take(connector, { id, payload: this.#open(found), receivedAt: found.receivedAt });
  }

  /** The latest first. */
  async latest(connector: Connector): Promise<Delivery[]> {
    const found = await this.repository.latest(connector.id, KEPT);
    return found.map((delivery) => ({ ...delivery, payload: this.#open(delivery) }));
  }

  /** Records nothing. */
  async tryOut(mapping: string, payload: unknown): Promise<Tried> {
    const mapped = await mapPayload(mapping, payload, this.clock.now());
    if ('fault' in mapped) return mapped;
    const checked = mapped.items.map((item) => ({ item, ...check(RecordInteraction, item) }));
    const keys = checked.flatMap((one) => ('value' in one ? [one.value.touchpoint] : []));
    const known = await this.touchpoints.byKeys(keys);
    return {
      items: checked.map((one) => ({
        interaction: one.item,
        errors: 'value' in one ? unknownTouchpoint(one.value.touchpoint, known) : one.errors,
      })),
    };
  }

  async forget(customers: readonly string[]): Promise<void> {
    await this.repository.forget(customers);
  }

  async #take(
    connector: Connector,
    { id, payload, receivedAt }: Pick<Delivery, 'id' | 'payload' | 'receivedAt'>,
  ): Promise<Intake> {
    const kept = { id, connector: connector.id, receivedAt, payload: this.vault.seal(JSON.stringify(payload)) };
    const mapped = await mapPayload(connector.mapping, payload, receivedAt);
    if ('fault' in mapped) {
      const { code, message } = mapped.fault;
      const errors = [{ path: 'mapping', code, message }];
      const results = [{ id: null, status: 422, errors }];
      await this.repository.keep({ ...kept, outcome: 'refused', results, interactions: [] }, KEPT);
      throw invalid(...errors);
    }
    const items = await this.#record(mapped.items);
    const refused = items.filter(({ errors }) => errors);
    const outcome = items.length === 0 ? 'ignored' : refused.length > 0 ? 'refused' : 'recorded';
    const interactions = items.flatMap((item) => item.id ?? []);
    await this.repository.keep({ ...kept, outcome, results: items, interactions }, KEPT);
    if (refused.length > 0 && refused.length === items.length) {
      throw invalid(...items.flatMap(({ errors = [] }, n) => errors.map((error) => at(n, error))));
    }
    const repeated = items.filter(({ status }) => status === 200).length;
    return { recorded: items.length - refused.length - repeated, repeated, refused: refused.length, items };
  }

  async #record(items: readonly unknown[]): Promise<DeliveredItem[]> {
    const checked = items.map((item) => check(RecordInteraction, item));
    const good = checked.flatMap((one) => ('value' in one ? [one.value as InteractionInput] : []));
    const results = await this.interactions.recordMany(good);
    return checked.map((one, n) => {
      if ('value' in one) return itemOf(results.shift() as RecordResult);
      return { id: idOf(items[n]), status: 422, errors: one.errors };
    });
  }

  #isProven({ kind, secret }: { kind: ConnectorKind; secret: string }, request: Request): boolean {
    const proof = proofOf(kind, request);
    if (!proof) return false;
    if (proof.by === 'secret') return same(proof.given, secret);
    const expected = createHmac('sha256', secret).update(proof.text, 'utf8').digest('base64');
    return isFresh(proof, this.clock.now()) && same(proof.given, expected);
  }

  #open({ payload }: NewDelivery): unknown {
    return JSON.parse(this.vault.open(payload)) as unknown;
  }
}

function itemOf(result: RecordResult): DeliveredItem {
  if ('decision' in result) return { id: result.id, status: result.status, outcome: result.decision.outcome };
  const { more, kind, detail } = result.problem;
  return { id: result.id, status: result.status, errors: more.errors ?? [{ path: '', code: kind, message: detail }] };
}

function unknownTouchpoint(key: string, known: ReadonlyMap<string, unknown>): FieldError[] {
  if (known.has(key)) return [];
  return [{ path: 'touchpoint', code: 'unknown', message: `no touchpoint is known as ${key}` }];
}

function at(n: number, error: FieldError): FieldError {
  return { ...error, path: ['items', n, error.path].filter((part) => part !== '').join('.') };
}

function idOf(item: unknown): string | null {
  const { id } = item as { id?: unknown };
  return typeof id === 'string' ? id : null;
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
