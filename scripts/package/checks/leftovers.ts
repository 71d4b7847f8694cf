import type { PackedApp } from '../packed-app';

/**
 * Words that stand in what must not be shipped, and nowhere else. A test looks that each is still in its
 * sources.
 */
export const developmentMarks = [
  { what: 'test code', mark: 'vitest', source: 'src/main/shell/security.test.ts' },
  { what: 'the local user pool', mark: '/_local/', source: 'infra/local/pages/inbox.ts' },
  {
    what: 'the Chromium host',
    mark: 'chromium-host',
    source: 'dev/chromium-host/src/session/schemes.ts',
  },
  { what: 'the AWS commands', mark: 'cloudformation', source: 'infra/aws/deploy/deploy.ts' },
] as const;

/** Source maps, and code of tests and of development. */
export function leftovers({ files }: PackedApp): string[] {
  return files.flatMap(({ name, isUnpacked, content }) => {
    if (name.endsWith('.map')) return [`${name} is a source map`];
    if (isUnpacked) return [];
    const text = content().toString('utf8');
    const map = /[#@] sourceMappingURL=/.test(text) ? [`${name} has or names a source map`] : [];
    const marks = developmentMarks
      .filter(({ mark }) => text.toLowerCase().includes(mark))
      .map(({ what, mark }) => `${name} holds ${what} ("${mark}")`);
    return [...map, ...marks];
  });
}
