import { parseArgs } from 'node:util';
import { projectRoot } from '../runtime';
import { requirements } from './catalogue';
import { playMutations } from './mutate';
import { play } from './play';
import { isTestOf, type Requirement } from './requirement';
import { testFilesOf } from './test-files';

const usage = `Usage: npm run test:security -- [--mutate] [--only N,N…]

Runs the tests of the 72 security requirements (docs/security.md), and says of each whether it holds.

  --mutate     breaks the code on purpose instead, one change at a time in a copy of the project, and
               expects a test of the requirement to fail each time
  --only N,N   these requirements`;

function readChoice(): { chosen: readonly Requirement[]; isMutating: boolean } | null {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, mutate: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) return null;
  const numbers = values.only?.split(',').map(Number);
  const unknown = numbers?.filter(
    (wanted) => !requirements.some(({ number }) => number === wanted),
  );
  if (unknown !== undefined && unknown.length > 0) {
    throw new Error(`There is no requirement ${unknown.join(', ')}: they are numbered 1 to 72.`);
  }
  const chosen = requirements.filter(({ number }) => numbers?.includes(number) ?? true);
  return { chosen, isMutating: values.mutate ?? false };
}

/** Every chosen requirement with its tests; the last line is the sum. */
function hold(chosen: readonly Requirement[]): boolean {
  const [only] = chosen.length === 1 ? chosen : [];
  const pattern = `SEC-(${chosen.map(({ number }) => number).join('|')})\\b`;
  const outcomes = play(projectRoot, testFilesOf(only?.number), pattern);
  let holding = 0;
  for (const { number, rule, standIn } of chosen) {
    const own = outcomes.filter(({ name }) => isTestOf(number, name));
    const failed = own.filter(({ passed }) => !passed);
    const isHeld = failed.length === 0 && (own.length > 0 || standIn !== undefined);
    holding += Number(isHeld);
    const by =
      own.length > 0 ? `${own.length} tests` : (standIn ?? 'no test, and nothing stands in');
    console.log(`${isHeld ? 'ok  ' : 'FAIL'} SEC-${number}  ${rule}  (${by})`);
    for (const { name, file } of failed) console.log(`       ${file}: ${name}`);
  }
  console.log(`\n${holding} of ${chosen.length} hold`);
  return holding === chosen.length;
}

try {
  const choice = readChoice();
  if (choice === null) console.log(usage);
  else {
    const isGood = choice.isMutating ? playMutations(choice.chosen) : hold(choice.chosen);
    process.exitCode = isGood ? 0 : 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
