import type { IRawProperty } from 'fast-check';

/** One property that holds for every input, and how often it is tried. */
export interface Target {
  /** What is fed to what. `--only` looks for a piece of it. */
  readonly name: string;
  /** Runs of `npm run fuzz`. */
  readonly runs: number;
  /** Runs in the unit tests, for each of two seeds. */
  readonly shortRuns: number;
  /** Makes keys, folders and the property itself, which must not depend on what ran before. */
  open(count: Count): Opened | Promise<Opened>;
}

export interface Opened {
  readonly property: IRawProperty<unknown>;
  readonly close?: () => void;
}

/** Tells of a run that tried more than one input; a run that tells nothing has tried one. */
export type Count = (inputs: number) => void;

/** Ends the run as a failure, unless `condition` holds. */
export function check(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}
