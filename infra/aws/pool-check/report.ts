import type { Facts } from './facts';
import type { Finding } from './finding';

const headings = {
  must: 'Must change: it does not work without',
  should: 'Should change: it works, and would be better',
  note: 'Good to know',
} as const;

/** What `aws:check` prints about a user pool. */
export function report(findings: readonly Finding[], facts: Facts): string {
  const groups = (['must', 'should', 'note'] as const).flatMap((level) => {
    const some = findings.filter((finding) => finding.level === level);
    return some.length === 0 ? [] : [`\n${headings[level]}\n${some.map(paragraph).join('\n')}`];
  });
  const unseen = [
    ...(facts.hasStyle === null && facts.client !== null ? ['the style of managed login'] : []),
    ...(facts.providers === null && facts.pool !== null ? ['other identity providers'] : []),
  ];
  const notSeen =
    unseen.length === 0
      ? []
      : [`\nNot looked at, since these credentials may not: ${unseen.join(', ')}.`];
  const usesClient = findings.some(({ where }) => where.cli?.includes('update-user-pool-client'));
  const warning = usesClient
    ? [
        '\nMind that update-user-pool-client and update-user-pool set whatever you leave out back to its default:\ngive them all settings that describe-user-pool-client and describe-user-pool show.',
      ]
    : [];
  const isFine = !findings.some(needsChange);
  const verdict = isFine ? ['\nThe user pool is as the app needs it.'] : [];
  return [...groups, ...notSeen, ...warning, ...verdict].join('\n');
}

/** Whether it is more than good to know. */
export function needsChange({ level }: Finding): boolean {
  return level !== 'note';
}

function paragraph({ problem, where }: Finding): string {
  const lines = [
    `  - ${problem}`,
    `      console: ${where.console}`,
    ...(where.cli === null ? [] : [`      CLI:     ${where.cli}`]),
    ...(where.parameter === undefined
      ? []
      : [`      ours:    npm run aws:deploy -- --parameter ${where.parameter}`]),
  ];
  return lines.join('\n');
}
