import pg, { type QueryConfig } from 'pg';

const OFTEN = 10;
const MOST_NAMES = 200;
const MOST_COUNTED = 2_000;

const names = new Map<string, string>();
const seen = new Map<string, number>();

/** A connection that keeps frequent statements parsed and planned, the ORM's as well as ours. */
export class NamingClient extends pg.Client {
  override query(...given: [unknown, ...unknown[]]): never {
    const [first, values, ...more] = given;
    const named = typeof first === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(first) : undefined;
    const query: [unknown, ...unknown[]] = named
      ? [{ name: named, text: first, values } as QueryConfig, ...more]
      : given;
    return super.query(...(query as Parameters<pg.Client['query']>)) as never;
  }
}

/**
 * The name under which a connection keeps a statement parsed and planned; none until it has proved frequent, and for few at most:
 * each connection keeps its own.
 */
function nameOf(sql: string): string | undefined {
  const known = names.get(sql);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const times = (seen.get(sql) ?? 0) + 1;
  if (seen.size >= MOST_COUNTED) seen.clear();
  seen.set(sql, times);
  if (times < OFTEN) return undefined;
  seen.delete(sql);
  const name = `often-${names.size}`;
  names.set(sql, name);
  return name;
}
