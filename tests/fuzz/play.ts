import * as fc from 'fast-check';
import type { Target } from './target';

export interface PlayOptions {
  readonly seed: number;
  readonly runs: number;
  /** Of a counterexample: plays that one alone. */
  readonly path?: string;
}

export interface Played {
  readonly inputs: number;
  readonly seconds: number;
  /** The shrunk counterexample, what it broke, and how to see it again; `null`: the property held. */
  readonly failure: string | null;
}

/** A run that has no end by then hangs, in ms. */
const hangMs = 20_000;

/** Plays one target. The same seed gives the same inputs. */
export async function play(target: Target, { seed, runs, path }: PlayOptions): Promise<Played> {
  let more = 0;
  const { property, close } = await target.open((inputs) => {
    more += inputs - 1;
  });
  const begin = performance.now();
  try {
    const outcome = await fc.check(property, {
      seed,
      numRuns: runs,
      timeout: hangMs,
      ...(path === undefined ? {} : { path, endOnFailure: true }),
    });
    const seconds = (performance.now() - begin) / 1000;
    const failure = outcome.failed ? describe(target, outcome) : null;
    return { inputs: outcome.numRuns + more, seconds, failure };
  } finally {
    close?.();
  }
}

function describe(target: Target, outcome: fc.RunDetails<unknown>): string {
  const { counterexample, counterexamplePath, errorInstance, numShrinks, seed } = outcome;
  const reason = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return [
    `counterexample, after ${numShrinks} shrinks: ${cut(fc.stringify(counterexample))}`,
    `reason: ${cut(reason)}`,
    `again: npm run fuzz -- --only "${target.name}" --seed ${seed} --path "${counterexamplePath}"`,
  ].join('\n');
}

function cut(text: string): string {
  return text.length > 3_000 ? `${text.slice(0, 3_000)}… (${text.length} characters)` : text;
}
