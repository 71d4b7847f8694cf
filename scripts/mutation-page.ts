import { z } from 'zod';

/** As much of the mutation testing report schema as the page needs (mutation-testing-elements, version 2). */
export const reportSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      mutants: z.array(z.object({ status: z.string(), static: z.boolean().optional() })),
    }),
  ),
});

export type MutationReport = z.infer<typeof reportSchema>;

interface Count {
  readonly found: number;
  readonly survived: number;
  readonly unreached: number;
}

/** Mutants that do not compile, or that Stryker was told to leave out, count nowhere. */
function count(mutants: MutationReport['files'][string]['mutants']): Count {
  const of = (...statuses: string[]) =>
    mutants.filter(({ status }) => statuses.includes(status)).length;
  return { found: of('Killed', 'Timeout'), survived: of('Survived'), unreached: of('NoCoverage') };
}

const sum = (one: Count, other: Count): Count => ({
  found: one.found + other.found,
  survived: one.survived + other.survived,
  unreached: one.unreached + other.unreached,
});

function row(name: string, { found, survived, unreached }: Count): string {
  const all = found + survived + unreached;
  const score = all === 0 ? '' : `${((found / all) * 100).toFixed(1)} %`;
  return `| ${name} | ${all} | ${found} | ${survived} | ${unreached} | ${score} |`;
}

/**
 * The text of `docs/mutation-testing.md`.
 * @param date of the measurement, as YYYY-MM-DD
 */
export function mutationPage(report: MutationReport, date: string): string {
  const files = Object.entries(report.files)
    .map(([name, { mutants }]) => ({
      name: name.replace('src/main/auth/', ''),
      count: count(mutants),
    }))
    .filter(({ count: { found, survived, unreached } }) => found + survived + unreached > 0)
    .sort((one, other) => one.name.localeCompare(other.name));
  const total = files.map(({ count }) => count).reduce(sum);
  return [
    '# Mutation testing of the sign-in core',
    '',
    '`npm run test:mutation` changes `src/main/auth` in thousands of small ways, one at a time, and runs the unit tests beside the',
    'code each time ([Stryker](https://stryker-mutator.io/)); the provider that lies ([conformance.md](conformance.md)), the faults and',
    'the end-to-end tests come on top, and are not asked here. A change that no test notices has *survived*. The score is the share that',
    'was noticed; below 85 % the command fails. It takes an hour or two, and writes this page when it is done.',
    '',
    `Measured on ${date}:`,
    '',
    '| file | changes | noticed | survived | in lines that no test reaches | score |',
    '| --- | --- | --- | --- | --- | --- |',
    ...files.map(({ name, count }) => row(name, count)),
    row('**all**', total),
    '',
  ].join('\n');
}
