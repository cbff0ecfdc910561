import type { Delivery, Tried } from './connectors-intake.service.ts';
import type { ConnectorsService } from './connectors.service.ts';
import { CONNECTOR_KINDS } from './rules/connector.ts';

type Listed = Awaited<ReturnType<ConnectorsService['all']>>[number];

export function connectorRow({ key, name, kind, active, latest }: Listed) {
  return { key, name, kind, active, latest };
}

export function kindOptions() {
  return CONNECTOR_KINDS.map((value) => ({ value }));
}

export function deliveryRow(
  { id, receivedAt, outcome, results, interactions }: Delivery,
  list: string,
  key: string,
  chosen: boolean,
) {
  const href = `${list}/${key}?payload=${id}`;
  const errors = results.flatMap((item) => item.errors ?? []).map(({ path, message }) => `${path} ${message}`.trim());
  return { id, href, receivedAt, outcome, chosen, interactions: [...interactions], error: errors[0] ?? null };
}

/** The interactions that a mapping gives, or where and why it fails: the line and column that its position is at. */
export function triedView(tried: Tried, mapping: string) {
  if ('fault' in tried) {
    const { code, message, position } = tried.fault;
    const before = position === null ? null : mapping.slice(0, position).split('\n');
    const at = before && { line: before.length, column: (before.at(-1) ?? '').length };
    return { fault: { code, message, at }, items: [] };
  }
  return {
    fault: null,
    items: tried.items.map(({ interaction, errors }) => ({
      text: pretty(interaction),
      errors: errors.map(({ path, message }) => ({ path, message })),
    })),
  };
}

export function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
