import type { Entry } from './changelog';

/** What stands in the way of a release, and what decides it. */
export interface State {
  /** Of package.json. */
  readonly version: string;
  /** Of package-lock.json. */
  readonly lockedVersion: string;
  /** `null` when nothing is tagged yet. */
  readonly tag: string | null;
  readonly entry: Entry | null;
  /** Lines of `git status --porcelain`. */
  readonly changes: readonly string[];
  /** Whether the commit is one of the main branch, which nobody pushes to without a review. */
  readonly isOnMain: boolean;
}

/** One sentence for each thing to do, with how; none when a release may be made. */
export function toDoBeforeRelease(state: State): string[] {
  const { version, lockedVersion, tag, entry, changes, isOnMain } = state;
  return [
    ...(lockedVersion === version
      ? []
      : [`package-lock.json says ${lockedVersion}, package.json ${version}: run npm install.`]),
    ...(tag === null ? [`No tag: when the rest is done, git tag v${version} and push it.`] : []),
    ...(tag === null || tag === `v${version}`
      ? []
      : [`The tag is ${tag}, package.json says ${version}: tag v${version}, or set the version.`]),
    ...(entry === null
      ? [`CHANGELOG.md says nothing of ${version}: run npm run changelog -- --create ${version}.`]
      : []),
    ...(entry !== null && entry.date === null
      ? [`${version} is "Unreleased" in CHANGELOG.md: run npm run changelog -- --release.`]
      : []),
    ...(entry !== null && !/^- /m.test(entry.notes)
      ? [`CHANGELOG.md lists no change in ${version}: write at least one line.`]
      : []),
    ...(changes.length === 0 ? [] : [`Not committed: ${changes.join(', ')}.`]),
    ...(isOnMain ? [] : ['The commit is not on the main branch: merge it first.']),
  ];
}
