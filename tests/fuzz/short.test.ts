import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { play } from './play';
import { targets } from './targets';

/** One seed that is always the same, and one that is new each time, so that runs add up. */
const seeds = [1, randomInt(2 ** 31)];
console.log(`fuzz/short.test.ts: seeds ${seeds.join(' and ')}`);

/** On a busy machine; in all they take a quarter of that on one that is not. */
const limitMs = 60_000;

it.each(targets)('holds for made-up input: $name', { timeout: limitMs }, async (target) => {
  for (const seed of seeds) {
    const { failure } = await play(target, { seed, runs: target.shortRuns });
    expect(failure, `seed ${seed}`).toBeNull();
  }
});
