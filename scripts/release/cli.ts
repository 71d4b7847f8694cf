import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../runtime';
import type { Circumstances, Step } from './step';
import { steps } from './steps';

/**
 * `npm run release:dry-run [-- STEP…]`: all steps of a release that need no secret, or those named.
 * `npm run release -- STEP… [--tag TAG]`: the same steps as the workflow runs them.
 */
async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean', default: false }, tag: { type: 'string' } },
  });
  const isDryRun = values['dry-run'];
  const wanted = chosen(positionals, isDryRun);
  const file = path.join(projectRoot, 'package.json');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  const { platform, env } = process;
  const say = (line: string) => console.log(line);
  const circumstances = { version, tag: values.tag ?? null, isDryRun, platform, env, say };
  const failed: string[] = [];
  for (const step of wanted) {
    if (!(await succeeds(step, circumstances))) failed.push(step.name);
    // A dry run tells everything at once; a release ends at the first mistake.
    if (failed.length > 0 && !isDryRun) break;
  }
  const sum = `${wanted.length - failed.length} of ${wanted.length} steps are fine`;
  console.log(`\n${sum}${failed.length > 0 ? `; these are not: ${failed.join(', ')}` : ''}`);
  return failed.length === 0 ? 0 : 1;
}

/** @throws Error when a step is unknown, or none is named for a release */
function chosen(names: readonly string[], isDryRun: boolean): readonly Step[] {
  const all = steps.map(({ name }) => name);
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0 || (names.length === 0 && !isDryRun)) {
    const problem = unknown.length > 0 ? `There is no step ${unknown.join(', ')}.` : 'Name a step.';
    throw new Error(
      `${problem} The steps are ${all.join(', ')}; npm run release:dry-run tries all.`,
    );
  }
  return steps.filter(({ name }) => names.length === 0 || names.includes(name));
}

async function succeeds(step: Step, circumstances: Circumstances): Promise<boolean> {
  console.log(`\n── ${step.name}: ${step.what} ──`);
  try {
    await step.run(circumstances);
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
