import { parser, type Release } from 'keep-a-changelog';

/** What decides whether a version may be released. */
export interface State {
  /** From package.json. */
  readonly version: string;
  /** From package-lock.json. */
  readonly lockedVersion: string;
  /** `null` when no tag exists yet. */
  readonly tag: string | null;
  /** The text of CHANGELOG.md. */
  readonly changelog: string;
}

/**
 * Checks that version, lockfile, tag and changelog agree.
 *
 * @returns one sentence for each problem, with its fix; none when the version may be released
 * @throws Error with the line of a syntax error in the changelog
 */
export function problemsBeforeRelease({ version, lockedVersion, tag, changelog }: State): string[] {
  const entry = entryOf(changelog, version);
  const hasChange = entry !== undefined && [...entry.changes.values()].flat().length > 0;
  const problems: (string | false)[] = [
    lockedVersion !== version &&
      `package-lock.json has ${lockedVersion}, package.json has ${version}. Run npm install.`,
    tag === null && `There is no tag. When the rest is done, run git tag v${version} and push it.`,
    tag !== null &&
      tag !== `v${version}` &&
      `The tag is ${tag}, package.json has ${version}. Tag v${version}, or change the version.`,
    entry === undefined &&
      `CHANGELOG.md has no entry for ${version}. Run npx changelog --create ${version}.`,
    entry !== undefined &&
      entry.date === undefined &&
      `CHANGELOG.md has no date for ${version}. Run npx changelog --release.`,
    entry !== undefined && !hasChange && `CHANGELOG.md lists no changes for ${version}.`,
  ];
  return problems.filter((problem) => problem !== false);
}

/**
 * The release notes of a version: its changelog entry, then how to verify a download.
 *
 * @param repository `owner/name`
 * @returns Markdown
 * @throws Error when the changelog has no entry for the version
 */
export function releaseNotes(changelog: string, version: string, repository: string): string {
  const entry = entryOf(changelog, version);
  if (entry === undefined) throw new Error(`CHANGELOG.md has no entry for ${version}.`);
  return [
    ...entry.toString().trimEnd().split('\n').slice(1),
    '',
    '### Verify your download',
    '`SHA256SUMS` has the checksums: `sha256sum --check --ignore-missing SHA256SUMS`.',
    'GitHub attests which commit the files were built from, and what they contain:',
    `\`gh attestation verify FILE --repo ${repository}\`.`,
    '',
  ].join('\n');
}

function entryOf(changelog: string, version: string): Release | undefined {
  return parser(changelog).releases.find((release) => release.version === version);
}
