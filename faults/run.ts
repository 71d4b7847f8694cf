import { parseArgs } from 'node:util';
import { Report } from './report';
import type { Group, Scenario } from './scenario';
import { answerGroups } from './scenarios/answers';
import { crashGroup } from './scenarios/crashes';
import { keychainGroup } from './scenarios/keychain';
import { killGroup } from './scenarios/kills';
import { networkGroups } from './scenarios/network';
import { timeGroup } from './scenarios/time';
import { buildAppProcess } from './spawn-app';
import { playWindows, type WindowScenario, windowScenarios } from './windows';
import { closeWorlds, World } from './world';

const usage = `Usage: npm run test:faults -- [--list] [--only TEXT] [--seed N] [--kills N] [--short]

Plays everything that can go wrong with a session, against the real local user pool, the real
Secret Service and, where a scenario needs them, the app's real windows. A line for each scenario,
then the totals; the same is in out/faults-report.json. Linux only: it breaks keyrings of its own.

  --list        prints the names instead (what can be cut short is run once, to count its steps)
  --only TEXT   those whose name contains the text
  --seed N      of the random kills (default 1); the same seed kills at the same steps
  --kills N     how many of them (default 200)
  --short       one crash of each kind, 10 kills, no windows: what "npm test" plays here, since
                its end-to-end part plays the windows`;

const windowHeading = 'Windows';

interface Choice {
  readonly only: string;
  readonly seed: number;
  readonly kills: number;
  readonly isShort: boolean;
  readonly isList: boolean;
}

/** `null`: help is asked for. */
function readChoice(): Choice | null {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    options: { only: text, seed: text, kills: text, short: flag, list: flag, help: flag },
  });
  if (values.help) return null;
  const isShort = values.short ?? false;
  return {
    only: values.only ?? '',
    seed: Number(values.seed ?? 1),
    kills: Number(values.kills ?? (isShort ? 10 : 200)),
    isShort,
    isList: values.list ?? false,
  };
}

async function groupsOf({ only, seed, kills, isShort }: Choice): Promise<readonly Group[]> {
  const all: readonly Group[] = [
    ...networkGroups,
    ...answerGroups,
    timeGroup,
    keychainGroup,
    await crashGroup(isShort),
    killGroup(seed, kills),
  ];
  return all
    .map(({ heading, scenarios }) => ({
      heading,
      scenarios: scenarios.filter(({ name }) => name.includes(only)),
    }))
    .filter(({ scenarios }) => scenarios.length > 0);
}

async function play(scenario: Scenario): Promise<string | null> {
  const world = await World.create(scenario.world);
  const { limitMs = 60_000 } = scenario;
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const late = new Error(`it was not over after ${limitMs / 1000} s`);
    timer = setTimeout(reject, limitMs, late);
  });
  try {
    await Promise.race([scenario.run(world), limit]);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
    await world.close();
  }
}

async function playAll(
  groups: readonly Group[],
  windows: readonly WindowScenario[],
): Promise<boolean> {
  const count = groups.reduce((sum, { scenarios }) => sum + scenarios.length, windows.length);
  const report = new Report(count);
  for (const { heading, scenarios } of groups) {
    report.heading(heading, scenarios.length);
    for (const scenario of scenarios) {
      const begin = performance.now();
      const reason = await play(scenario);
      const seconds = (performance.now() - begin) / 1000;
      const { name } = scenario;
      if (reason === null) report.add({ name, outcome: 'passed', seconds });
      else report.add({ name, outcome: 'failed', seconds, reason });
    }
  }
  await closeWorlds();
  if (windows.length > 0) {
    report.heading(windowHeading, windows.length);
    await playWindows(windows, (outcome) => report.add(outcome));
  }
  return report.finish();
}

async function main(): Promise<number> {
  const choice = readChoice();
  if (choice === null) {
    console.log(usage);
    return 0;
  }
  await buildAppProcess();
  const groups = await groupsOf(choice);
  const windows = choice.isShort ? [] : await windowScenarios(choice.only);
  if (choice.isList) {
    for (const { heading, scenarios } of [
      ...groups,
      { heading: windowHeading, scenarios: windows },
    ]) {
      console.log([`\n── ${heading} ──`, ...scenarios.map(({ name }) => name)].join('\n'));
    }
    await closeWorlds();
    return 0;
  }
  const isWell = await playAll(groups, windows);
  if (choice.isShort) {
    console.log('Left out: the scenarios with windows, which "npm test" plays in "end-to-end".');
  }
  return isWell ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
