import path from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { projectRoot } from '../../dev/runtime';
import { declarationsIn } from './declarations';
import { type Requirement, read } from './requirements';

/**
 * Changes the functions that enforce each requirement, and runs that requirement's unit and integration tests on each
 * change. Prints the changes that no test noticed, then the score of each requirement.
 *
 * @returns whether every change of every requirement failed a test
 */
export async function mutateRequirements(chosen: readonly Requirement[]): Promise<boolean> {
  const lines: string[] = [];
  let [killed, all, broken] = [0, 0, 0];
  for (const requirement of chosen) {
    const { number } = requirement;
    const reason = whyNot(requirement);
    if (reason !== null) {
      lines.push(`SEC-${number}  not mutated: ${reason}`);
      continue;
    }
    try {
      const results = await mutate(requirement);
      const of = (statuses: readonly string[]) =>
        results.filter(({ status }) => statuses.includes(status));
      const missed = of(['Survived', 'NoCoverage', 'RuntimeError', 'Pending']);
      const found = of(['Killed', 'Timeout']).length;
      console.log([`\nSEC-${number}`, ...missed.map(describe).sort()].join('\n  '));
      lines.push(`SEC-${number}  ${found} of ${found + missed.length} mutants killed`);
      killed += found;
      all += found + missed.length;
    } catch (error) {
      broken++;
      lines.push(`SEC-${number}  failed: ${error instanceof Error ? error.message : error}`);
    }
  }
  console.log(['', ...lines, '', `${killed} of ${all} mutants killed`].join('\n'));
  return killed === all && broken === 0;
}

type Mutant = Awaited<ReturnType<typeof mutate>>[number];

/** One run of Stryker. `vitest.mutation.config.ts` reads which requirement's tests are wanted. */
async function mutate(requirement: Requirement) {
  process.env.SECURITY_REQUIREMENT = String(requirement.number);
  return new Stryker({
    mutate: rangesOf(requirement),
    ignoreStatic: false,
    incremental: false,
    reporters: ['dots'],
    thresholds: { high: 100, low: 100, break: null },
  }).runMutationTest();
}

/** Where and what a change was that no test noticed, on one line. */
function describe({ fileName, location, status, mutatorName, replacement = '' }: Mutant): string {
  const file = path.relative(projectRoot, fileName);
  const [text = ''] = replacement.split('\n');
  const why = status === 'Survived' ? '' : ` (${status})`;
  return `${file}:${location.start.line} ${mutatorName}: ${text}${why}`;
}

/** The functions of a requirement as Stryker takes them: `file:first-last`, in lines. */
function rangesOf({ places }: Requirement): string[] {
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

/** Why nothing can be changed, or no test could notice; else `null`. */
function whyNot(requirement: Requirement): string | null {
  const { tests } = requirement;
  if (rangesOf(requirement).length === 0) return 'no function enforces it';
  if (tests.length === 0) return 'it has no test';
  return tests.every((file) => file.endsWith('.spec.ts')) ? 'all its tests are end-to-end' : null;
}
