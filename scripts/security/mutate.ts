import { Stryker } from '@stryker-mutator/core';
import { declarationsIn } from './declarations';
import { type Requirement, read } from './requirements';

/**
 * Has Stryker change the functions that enforce each requirement, and run that requirement's unit and integration
 * tests on each change.
 *
 * @returns whether every change of every requirement failed a test
 */
export async function mutateRequirements(chosen: readonly Requirement[]): Promise<boolean> {
  let [killed, all] = [0, 0];
  for (const requirement of chosen) {
    const reason = whyNot(requirement);
    if (reason === null) {
      const score = await mutate(requirement);
      killed += score.killed;
      all += score.all;
    } else console.log(`SEC-${requirement.number}  not mutated: ${reason}`);
  }
  console.log(`\n${killed} of ${all} mutants killed`);
  return killed === all;
}

/** What Stryker mutates for a requirement: `file:first-last`, in lines. */
export function rangesOf({ places }: Pick<Requirement, 'places'>): string[] {
  return places
    .filter(({ file }) => /\.tsx?$/.test(file))
    .flatMap(({ file, names }) => {
      const declarations = declarationsIn(file, read(file));
      return names
        .map((name) => declarations.get(name))
        .filter((lines) => lines !== undefined)
        .map(({ start, end }) => `${file}:${start}-${end}`);
    });
}

/** Why a requirement has nothing that could be mutated, or no test that could notice; else `null`. */
function whyNot(requirement: Requirement): string | null {
  if (rangesOf(requirement).length === 0) return 'it is enforced in no function';
  if (requirement.tests.length === 0) return 'it has no test';
  if (requirement.tests.every((file) => file.endsWith('.spec.ts')))
    return 'its tests are end-to-end';
  return null;
}

async function mutate(requirement: Requirement): Promise<{ killed: number; all: number }> {
  const { number } = requirement;
  process.env.SECURITY_REQUIREMENT = String(number); // for vitest.mutation.config.ts
  const results = await new Stryker({
    mutate: rangesOf(requirement),
    ignoreStatic: false,
    incremental: false,
    reporters: [],
    thresholds: { high: 100, low: 100, break: null },
  }).runMutationTest();
  const of = (...statuses: string[]) => results.filter(({ status }) => statuses.includes(status));
  const killed = of('Killed', 'Timeout').length;
  const missed = of('Survived', 'NoCoverage');
  const all = killed + missed.length;
  console.log(`SEC-${number}  ${killed} of ${all} mutants killed`);
  for (const { status, fileName, location, mutatorName, replacement = '' } of missed) {
    const how = status === 'Survived' ? 'survived' : 'no test runs the line';
    const [line = ''] = replacement.split('\n');
    console.log(`  ${how}: ${fileName}:${location.start.line} ${mutatorName} ${line}`);
  }
  return { killed, all };
}
