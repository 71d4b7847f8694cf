import type { World, WorldOptions } from './world';

/** One thing that goes wrong, and what must come of it. */
export interface Scenario {
  /** What goes wrong, where: unique, and the same in each run. */
  readonly name: string;
  readonly world?: WorldOptions;
  /** How long it may take, in ms (default a minute): one that hangs is one that failed. */
  readonly limitMs?: number;
  /** Rejects when the session that should live is lost, or the one that should end is kept. */
  run(world: World): Promise<void>;
}

/** Scenarios of one kind, under one heading. */
export interface Group {
  readonly heading: string;
  readonly scenarios: readonly Scenario[];
}

/** Fails the scenario unless `fact` holds. */
export function expect(fact: unknown, otherwise: string): asserts fact {
  if (!fact) throw new Error(otherwise);
}
