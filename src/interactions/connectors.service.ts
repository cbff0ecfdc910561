import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Clock } from '#platform/clock';
import { Vault } from '#platform/crypto';
import { Database } from '#platform/database';
import { Facts } from '#platform/facts';
import { invalid, Problem } from '#platform/http';
import type { ConnectorEntity } from './connector.entity.ts';
import { ConnectorsRepository, type DeliveryOutcome } from './connectors.repository.ts';
import type { ConnectorKind } from './rules/connector.ts';
import { faultOfMapping } from './rules/mapping.ts';
import { READY } from './rules/ready-mappings.ts';

export interface Connector extends Omit<ConnectorEntity, 'secret'> {
  readonly secret: string;
}

export interface ConnectorInput {
  readonly name: string;
  readonly mapping: string;
  readonly active: boolean;
  /** Null keeps the one there is. */
  readonly secret: string | null;
}

const SECRET_BYTES = 32;

/** Where other systems report interactions in their own words: made, changed, found. What they send is `ConnectorsIntake`'s. */
@Injectable()
export class ConnectorsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly vault: Vault,
    private readonly facts: Facts,
    private readonly repository: ConnectorsRepository,
  ) {}

  async all(): Promise<(Connector & { latest: { receivedAt: Date; outcome: DeliveryOutcome } | null })[]> {
    const latest = await this.repository.latestOutcomes();
    return (await this.repository.all()).map((one) => ({ ...this.#plain(one), latest: latest.get(one.id) ?? null }));
  }

  /** @throws Problem 404. */
  async byKey(key: string): Promise<Connector> {
    const found = await this.repository.byKey(key);
    if (!found) throw Problem.notFound('connector', key);
    return this.#plain(found);
  }

  /** With the ready mapping of its kind and a secret of its own. @throws Problem 422 when the key is another's. */
  async add({ key, name, kind }: { key: string; name: string; kind: ConnectorKind }): Promise<void> {
    await this.db.transaction(async () => {
      const added = await this.repository.insert({
        ...{ id: v7(), key, name, kind, active: true, version: 1, changedAt: this.clock.now() },
        mapping: READY[kind].mapping,
        secret: this.vault.seal(randomBytes(SECRET_BYTES).toString('base64url')),
      });
      if (!added) throw invalid({ path: 'key', code: 'repeated', message: 'is the key of another connector' });
      await this.facts.record({ name: 'connector.changed', subject: key, data: { fields: ['added'] } });
    });
  }

  /** @param version that the person saw. @throws Problem 404, 409 when it has changed since, 422 when the mapping cannot be read. */
  async change(key: string, version: number, { name, mapping, active, secret }: ConnectorInput): Promise<void> {
    const fault = faultOfMapping(mapping);
    if (fault) throw invalid({ path: 'mapping', code: fault.code, message: fault.message });
    await this.db.transaction(async () => {
      const before = await this.byKey(key);
      const set = { name, mapping, active, ...(secret !== null && { secret: this.vault.seal(secret) }) };
      const changed = await this.repository.change(key, version, { ...set, changedAt: this.clock.now() });
      if (!changed) throw Problem.conflict('connector-changed', 'Somebody has changed this connector meanwhile.');
      const fields = [
        ...(before.name === name ? [] : ['name']),
        ...(before.mapping === mapping ? [] : ['mapping']),
        ...(before.active === active ? [] : ['active']),
        ...(secret === null || secret === before.secret ? [] : ['secret']),
      ];
      await this.facts.record({ name: 'connector.changed', subject: key, data: { fields } });
    });
  }

  #plain({ secret, ...connector }: ConnectorEntity): Connector {
    return { ...connector, secret: this.vault.open(secret) };
  }
}
