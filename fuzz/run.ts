import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { play } from './play';
import { targets } from './targets';

const usage = `Usage: npm run fuzz -- [--only TEXT] [--seed N] [--runs N] [--path TEXT]

Feeds made-up input to what reads input from outside, and looks at what has to hold for all of it.
A line for each target, then the totals.

  --only TEXT   targets whose name contains the text
  --seed N      of all that is made up (default: a random one, which is printed)
  --runs N      how many runs each target has (default: its own number); a run may have many inputs
  --path TEXT   one counterexample, as a failure printed it; with its --only and --seed

The targets:
${targets.map(({ name, runs }) => `  ${name} (${runs} runs)`).join('\n')}`;

function wholeNumber(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^-?\d{1,10}$/.test(text)) throw new Error(`--${name} wants a whole number.`);
  return Number(text);
}

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { only: text, seed: text, runs: text, path: text, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const seed = wholeNumber('seed', values.seed) ?? randomInt(2 ** 31);
  const runs = wholeNumber('runs', values.runs);
  const path = values.path === undefined ? {} : { path: values.path };
  console.log(`Seed ${seed}`);
  let [passed, failed] = [0, 0];
  for (const target of targets.filter(({ name }) => name.includes(values.only ?? ''))) {
    const result = await play(target, { seed, runs: runs ?? target.runs, ...path });
    const { inputs, seconds, failure } = result;
    if (failure === null) passed++;
    else failed++;
    const rate = Math.round(inputs / seconds);
    console.log(
      `${failure === null ? 'ok  ' : 'FAIL'} ${target.name}: ${inputs} inputs in ${seconds.toFixed(1)} s, ${rate}/s`,
    );
    if (failure !== null) console.log(failure.replaceAll(/^/gm, '     '));
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
