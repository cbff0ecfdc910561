import jsonata from 'jsonata';

export interface MappingFault {
  /** `mapping-broken`: it cannot be read; `mapping-failed`: it failed on this payload; `mapping-result`: it gave no objects. */
  readonly code: 'mapping-broken' | 'mapping-failed' | 'mapping-result';
  readonly message: string;
  /** Where in the expression, in characters from its start; null where that is unknown. */
  readonly position: number | null;
}

export type Mapped = { readonly items: readonly unknown[] } | { readonly fault: MappingFault };

/** An expression written by a person must end, however it recurses: milliseconds, depth, and items of a sequence. */
const LIMITS = { timeout: 500, stack: 200, sequence: 10_000 };
const MOST_ITEMS = 500;

/** Whether an expression can be read at all. JSONata 2 (docs.jsonata.org). */
export function faultOfMapping(mapping: string): MappingFault | null {
  try {
    jsonata(mapping, LIMITS);
    return null;
  } catch (error) {
    return faultOf('mapping-broken', error);
  }
}

/**
 * The interactions that a payload tells of, in our words: none when the expression gives nothing, which is how it ignores a payload.
 * They are still to be checked. `$receivedAt` in the expression is when the payload came, as ISO 8601 in UTC.
 */
export async function mapPayload(mapping: string, payload: unknown, receivedAt: Date): Promise<Mapped> {
  const broken = faultOfMapping(mapping);
  if (broken) return { fault: broken };
  try {
    const result: unknown = await jsonata(mapping, LIMITS).evaluate(payload, { receivedAt: receivedAt.toISOString() });
    return itemsOf(result);
  } catch (error) {
    return { fault: faultOf('mapping-failed', error) };
  }
}

function itemsOf(result: unknown): Mapped {
  if (result === undefined || result === null) return { items: [] };
  const items: unknown[] = Array.isArray(result) ? [...(result as unknown[])] : [result];
  if (items.some((item) => typeof item !== 'object' || item === null || Array.isArray(item))) {
    return { fault: { code: 'mapping-result', message: 'gives something that is no object', position: null } };
  }
  if (items.length > MOST_ITEMS) {
    return { fault: { code: 'mapping-result', message: `gives more than ${MOST_ITEMS} interactions`, position: null } };
  }
  return { items: JSON.parse(JSON.stringify(items)) as unknown[] };
}

function faultOf(code: MappingFault['code'], error: unknown): MappingFault {
  const { message, position } = error as { message?: unknown; position?: unknown };
  return {
    code,
    message: typeof message === 'string' ? message : 'cannot be evaluated',
    position: typeof position === 'number' ? position : null,
  };
}
