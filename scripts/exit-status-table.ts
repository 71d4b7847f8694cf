import { outcomes } from '../infra/aws/deploy/outcomes';

const [begin, end] = ['<!-- exit statuses: npm run docs -->\n', '<!-- end of exit statuses -->'];

/** `infra/aws/README.md` with the exit statuses that its commands have. */
export function withExitStatuses(readme: string): string {
  const [before = '', rest] = readme.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) {
    throw new Error('infra/aws/README.md has no place for the exit statuses.');
  }
  const rows = Object.values(outcomes).map(({ status, meaning }) => `| ${status} | ${meaning} |\n`);
  return [before, begin, '| status | meaning |\n| --- | --- |\n', ...rows, end, after].join('');
}
