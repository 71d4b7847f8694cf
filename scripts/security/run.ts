import { parseArgs } from 'node:util';
import { enterTemporaryRoot } from '../temporary-root';
import { mutateRequirements } from './mutate';
import { type Requirement, requirements } from './requirements';
import { runTests } from './run-tests';
import { isTestOf } from './test-name';

const usage = `Usage: npm run test:security -- [--mutate] [--only N,N…]

Runs the tests of the 75 security requirements (docs/security.md), and says of each whether it holds.

  --mutate     changes the code that enforces them instead, one expression at a time in a copy of the
               project, and expects a test of the requirement to fail each time
  --only N,N   these requirements`;

/** @throws Error about a number that no requirement has */
function choose(only: string | undefined): readonly Requirement[] {
  if (only === undefined) return requirements;
  const numbers = only.split(',').map(Number);
  const chosen = requirements.filter(({ number }) => numbers.includes(number));
  const unknown = numbers.filter((wanted) => !chosen.some(({ number }) => number === wanted));
  if (unknown.length === 0) return chosen;
  throw new Error(`There is no requirement ${unknown.join(', ')}: they are numbered 1 to 75.`);
}

/** Runs the tests of the chosen requirements, and says of each whether it holds; the last line is the sum. */
function checkRequirements(chosen: readonly Requirement[]): boolean {
  const files = new Set(chosen.flatMap(({ tests }) => tests));
  const numbers = chosen.map(({ number }) => number).join('|');
  const outcomes = runTests([...files], `\\bSEC-(${numbers})\\b`);
  let holding = 0;
  for (const { number, rule, standIn } of chosen) {
    const own = outcomes.filter(({ name }) => isTestOf(number, name));
    const failed = own.filter(({ outcome }) => outcome === 'failed');
    const holds = failed.length === 0 && (own.length > 0 || standIn !== null);
    holding += Number(holds);
    const proof = own.length > 0 ? `${own.length} tests` : (standIn ?? 'no test has run');
    console.log(`${holds ? 'ok  ' : 'FAIL'} SEC-${number}  ${rule}  (${proof})`);
    for (const { name } of failed) console.log(`       ${name}`);
  }
  console.log(`\n${holding} of ${chosen.length} hold`);
  return holding === chosen.length;
}

try {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, mutate: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) console.log(usage);
  else {
    const chosen = choose(values.only);
    enterTemporaryRoot();
    const isGood = values.mutate ? await mutateRequirements(chosen) : checkRequirements(chosen);
    process.exitCode = isGood ? 0 : 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
