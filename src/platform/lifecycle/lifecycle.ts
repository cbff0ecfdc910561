/** States of a noun and the moves between them, as data: `{ planned: ['sending', 'cancelled'], … }`. */
export interface Lifecycle<State extends string> {
  readonly initial: State;
  readonly states: readonly State[];
  readonly moves: Readonly<Record<State, readonly State[]>>;
  mayMove(from: State, to: State): boolean;
  /** The states from which `to` can be reached in one move: the `from` of a conditional update. */
  before(to: State): State[];
  isFinal(state: State): boolean;
}

const tables = new Map<string, Lifecycle<string>>();

/** Declares a lifecycle under its noun; one test walks all of them for unknown and unreachable states. */
export function lifecycle<State extends string>(
  noun: string,
  initial: State,
  moves: Readonly<Record<State, readonly State[]>>,
): Lifecycle<State> {
  const states = Object.keys(moves) as State[];
  const table: Lifecycle<State> = {
    initial,
    states,
    moves,
    mayMove: (from, to) => moves[from].includes(to),
    before: (to) => states.filter((state) => moves[state].includes(to)),
    isFinal: (state) => moves[state].length === 0,
  };
  tables.set(noun, table as unknown as Lifecycle<string>);
  return table;
}

/** What is wrong with a table: moves to states it does not list, states no move reaches. Empty when sound. */
export function unsound<State extends string>({ initial, states, moves }: Lifecycle<State>): string[] {
  const unknown = states.flatMap((from) => moves[from].filter((to) => !states.includes(to)).map((to) => `${from} → ${to}: unknown`));
  const reached = new Set<State>([initial]);
  for (const state of reached) for (const to of moves[state] ?? []) reached.add(to);
  return [...unknown, ...states.filter((state) => !reached.has(state)).map((state) => `${state}: unreachable`)];
}

/** Every table declared so far, by noun. */
export function declaredLifecycles(): ReadonlyMap<string, Lifecycle<string>> {
  return tables;
}
