import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { play } from './play';
import { targets } from './targets';

const usage = `Usage: npm run fuzz -- [--only TEXT] [--seed N] [--runs N] [--path TEXT]

Feeds generated input to the code that reads untrusted input, and checks a property of each target.
Prints a line for each target, then the totals.

  --only TEXT   targets whose name contains the text
  --seed N      of the generated input (default: a random one, which is printed)
  --runs N      how many runs each target has (default: its own number); a run may have many inputs
  --path TEXT   one counterexample, as a failure printed it; with its --only and --seed

The targets:
${targets.map(({ name, runs }) => `  ${name} (${runs} runs)`).join('\n')}`;

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: { only: text, seed: text, runs: text, path: text, help: { type: 'boolean' } },
});

function wholeNumber(name: 'seed' | 'runs'): number | null {
  const value = values[name];
  if (value === undefined) return null;
  if (/^-?\d{1,10}$/.test(value)) return Number(value);
  console.error(`--${name} must be a whole number.`);
  process.exit(1);
}

if (values.help) {
  console.log(usage);
  process.exit(0);
}
const seed = wholeNumber('seed') ?? randomInt(2 ** 31);
const runs = wholeNumber('runs');
const { path, only = '' } = values;
console.log(`Seed ${seed}`);
let [passed, failed] = [0, 0];
for (const target of targets.filter(({ name }) => name.includes(only))) {
  const options = { seed, runs: runs ?? target.runs, ...(path === undefined ? {} : { path }) };
  const { inputs, seconds, failure } = await play(target, options);
  if (failure === null) passed++;
  else failed++;
  const rate = `${inputs} inputs in ${seconds.toFixed(1)} s, ${Math.round(inputs / seconds)}/s`;
  console.log(`${failure === null ? 'ok  ' : 'FAIL'} ${target.name}: ${rate}`);
  if (failure !== null) console.log(failure.replaceAll(/^/gm, '     '));
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
