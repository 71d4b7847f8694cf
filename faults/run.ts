import { parseArgs } from 'node:util';
import type { Scenario } from './scenario';
import { answers } from './scenarios/answers';
import { crashes } from './scenarios/crashes';
import { keychainFaults } from './scenarios/keychain';
import { networkFaults } from './scenarios/network';
import { timeFaults } from './scenarios/time';
import { buildAppProcess } from './spawn-app';
import { closePools, World } from './world';

const usage = `Usage: npm run test:faults -- [--only TEXT]

Plays everything that can go wrong with a session, against the real local user pool and the real
Secret Service. A line for each scenario, then the totals. Linux only: it breaks keyrings of its own.

  --only TEXT   those whose name contains the text`;

async function play(scenario: Scenario): Promise<string | null> {
  const world = await World.create(scenario.world);
  try {
    await scenario.run(world);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await world.close();
  }
}

async function main(): Promise<number> {
  const { only = '', help } = parseArgs({
    options: { only: { type: 'string' }, help: { type: 'boolean' } },
  }).values;
  if (help) {
    console.log(usage);
    return 0;
  }
  await buildAppProcess();
  let [passed, failed] = [0, 0];
  for (const scenario of [
    ...networkFaults,
    ...answers,
    ...timeFaults,
    ...keychainFaults,
    ...(await crashes()),
  ]) {
    if (!scenario.name.includes(only)) continue;
    const begin = performance.now();
    const failure = await play(scenario);
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    if (failure === null) passed++;
    else failed++;
    console.log(`${failure === null ? 'ok  ' : 'FAIL'} ${scenario.name} (${seconds} s)`);
    if (failure !== null) console.log(`     ${failure}`);
  }
  await closePools();
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
