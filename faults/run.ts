import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../scripts/runtime';
import type { Scenario } from './scenario';
import { answers } from './scenarios/answers';
import { crashes } from './scenarios/crashes';
import { keychainFaults } from './scenarios/keychain';
import { kills } from './scenarios/kills';
import { networkFaults } from './scenarios/network';
import { timeFaults } from './scenarios/time';
import { buildAppProcess } from './spawn-app';
import { closePools, World } from './world';

const usage = `Usage: npm run test:faults -- [--only TEXT] [--seed N] [--kills N] [--short]

Plays everything that can go wrong with a session, against the real local user pool and the real
Secret Service. A line for each scenario, then the totals. Linux only: it breaks keyrings of its own.

  --only TEXT   those whose name contains the text
  --seed N      of the random kills (default 1); the same seed kills at the same steps
  --kills N     how many of them (default 200)
  --short       one crash in six and 20 kills: what "npm test" plays`;

interface Choice {
  readonly only: string;
  readonly seed: number;
  readonly kills: number;
  readonly isShort: boolean;
}

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

/** `null`: help is asked for. */
function readChoice(): Choice | null {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    options: { only: text, seed: text, kills: text, short: flag, help: flag },
  });
  if (values.help) return null;
  const isShort = values.short ?? false;
  return {
    only: values.only ?? '',
    seed: Number(values.seed ?? 1),
    kills: Number(values.kills ?? (isShort ? 20 : 200)),
    isShort,
  };
}

async function scenarios(choice: Choice): Promise<readonly Scenario[]> {
  const { only, seed, kills: count, isShort } = choice;
  const crashed = (await crashes()).filter((_, index) => !isShort || index % 6 === seed % 6);
  const all = [
    ...networkFaults,
    ...answers,
    ...timeFaults,
    ...keychainFaults,
    ...crashed,
    kills(seed, count),
  ];
  return all.filter(({ name }) => name.includes(only));
}

async function main(): Promise<number> {
  const choice = readChoice();
  if (choice === null) {
    console.log(usage);
    return 0;
  }
  await buildAppProcess();
  let [passed, failed] = [0, 0];
  for (const scenario of await scenarios(choice)) {
    const begin = performance.now();
    const failure = await play(scenario);
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    if (failure === null) passed++;
    else failed++;
    console.log(`${failure === null ? 'ok  ' : 'FAIL'} ${scenario.name} (${seconds} s)`);
    if (failure !== null) console.log(`     ${failure}`);
  }
  await closePools();
  writeFileSync(
    path.join(projectRoot, 'out', 'faults-report.json'),
    JSON.stringify({ passed, failed }),
  );
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
