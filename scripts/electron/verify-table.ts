import { type Result, sum } from '../test-report';

/** The tag of end-to-end tests that show what the app assumes of Electron (docs/electron-apis.md). */
export const factTag = 'electron-facts';

/**
 * The Markdown page that `npm run electron:verify` writes: tests that failed come first, then those that were skipped.
 *
 * @param heading which Electron, and on which system
 * @param host the results of the same tests in the Chromium host; `null`: they were not run
 */
export function verifyTable(
  heading: string,
  electron: readonly Result[],
  host: readonly Result[] | null,
): string {
  const isFact = ({ tags = [] }: Result) => tags.includes(factTag);
  const skipped = electron.filter(({ outcome }) => outcome === 'skipped').length;
  return [
    `# ${heading}`,
    '',
    `${sum(electron)}, ${skipped} skipped`,
    ...part('What the app assumes of Electron', electron.filter(isFact), host),
    ...part(
      'Other end-to-end tests',
      electron.filter((result) => !isFact(result)),
      host,
    ),
    '',
  ].join('\n');
}

const order: readonly Result['outcome'][] = ['failed', 'skipped', 'passed'];

function part(
  heading: string,
  results: readonly Result[],
  host: readonly Result[] | null,
): string[] {
  const inHost = new Map(host?.map((result) => [result.name, result]));
  const rows = order
    .flatMap((wanted) => results.filter(({ outcome }) => outcome === wanted))
    .map((result) => {
      const more = host === null ? [] : [described(inHost.get(result.name))];
      return [result.name, described(result), ...more];
    });
  const head = ['test', 'Electron', ...(host === null ? [] : ['Chromium host'])];
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return rows.length === 0 ? [] : ['', `## ${heading}`, '', ...lines];
}

const words = { passed: 'held', failed: '**did not hold**', skipped: 'skipped' };

function described(result: Result | undefined): string {
  if (result === undefined) return 'not run';
  const [reason] = (result.reason ?? '').split('\n');
  const word = words[result.outcome];
  return reason ? `${word}: ${reason.replaceAll('|', '\\|').replaceAll('<', '&lt;')}` : word;
}
