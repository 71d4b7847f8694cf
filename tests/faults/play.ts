import { afterAll, describe, onTestFinished, test } from 'vitest';
import { switchedOff } from '../support/storage/private-keyring';
import { closeWorlds, World, type WorldOptions } from './world';

/** One fault, and what must come of it. */
export interface Scenario {
  /** What goes wrong, and where. */
  readonly name: string;
  readonly world?: WorldOptions;
  /** Timeout in ms (default: a minute). */
  readonly limitMs?: number;
  /** Rejects when a session that should live is lost, or one that should end is kept. */
  run(world: World): Promise<void>;
}

/** Whether this run takes some scenarios of each kind, as `npm test` does. `FAULTS=long` runs them all. */
export const isShort = process.env.FAULTS !== 'long';

/** Why the scenarios do not run here, or `null`: most break a Secret Service. */
export const whyNot = switchedOff();

/** Defines a test for each scenario. */
export function play(heading: string, scenarios: readonly Scenario[]): void {
  const reason = whyNot === null ? '' : ` (skipped: ${whyNot})`;
  describe.skipIf(whyNot !== null)(`${heading}${reason}`, () => {
    for (const { name, world: options, limitMs = 60_000, run } of scenarios) {
      test(name, { timeout: limitMs }, async () => {
        const world = await World.create(options);
        onTestFinished(() => world.close());
        await run(world);
      });
    }
    afterAll(closeWorlds);
  });
}
