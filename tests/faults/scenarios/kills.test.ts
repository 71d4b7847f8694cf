import assert from 'node:assert/strict';
import { isShort, play, type Scenario } from '../play';
import { people, type World } from '../world';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Steps of one rotation: a request and two writes, each with a before and an after; and some more. */
const mostSteps = 14;

/** A rotation takes about 40 ms; nothing is left to hit after a few of them. In ms. */
const longestMs = 150;

/**
 * An app that does nothing but rotate is killed at a random moment, started again, and killed again. It
 * must have its session at every start. Every other kill is at a random step, and so exactly the same
 * for the same seed; the others come after a random time, wherever that hits.
 */
function kills(seed: number, count: number): Scenario {
  return {
    name: `${count} kills at random around rotation, with a grace of 60 s (seed ${seed})`,
    world: { pool: { refreshTokenRotation: { graceSeconds: 60 } } },
    limitMs: 60_000 + count * 5_000,
    async run(world) {
      const random = randomFrom(seed);
      const first = world.start();
      await first.do({ do: 'restore' });
      await first.do({ do: 'signIn', ...people.ann });
      await first.kill();
      for (let kill = 1; kill <= count; kill++) {
        const isAlive = await killOnce(world, random(), kill % 2 === 0);
        assert(
          isAlive,
          `a session was lost at kill ${kill}, after: ${world.takeSteps().join(', ')}`,
        );
      }
    },
  };
}

/** @returns whether the app had its session when it was started */
async function killOnce(world: World, chance: number, byStep: boolean): Promise<boolean> {
  const app = world.start();
  const report = await app.do({ do: 'restore' });
  if (report?.state.kind !== 'signed-in' || report.state.notice !== null) return false;
  world.takeSteps();
  if (byStep) await app.do({ do: 'killAtStep', step: 1 + Math.floor(chance * mostSteps) });
  const rotating = app.do({ do: 'rotateForEver' });
  if (!byStep) {
    await new Promise((resolve) => setTimeout(resolve, chance * longestMs));
    await app.kill();
  }
  await rotating;
  return true;
}

const { FAULTS_SEED = 1, FAULTS_KILLS = isShort ? 10 : 200 } = process.env;
play('Kills at random', [kills(Number(FAULTS_SEED), Number(FAULTS_KILLS))]);
