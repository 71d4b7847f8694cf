import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parser, type Release } from 'keep-a-changelog';
import { projectRoot } from '../runtime';

export interface Entry {
  readonly version: string;
  /** The day of the release, `YYYY-MM-DD`; `null` while it is unreleased. */
  readonly date: string | null;
  /** What changed, as Markdown, without the heading of the version. */
  readonly notes: string;
}

/** @returns the text of CHANGELOG.md */
export function readChangelog(): string {
  return readFileSync(path.join(projectRoot, 'CHANGELOG.md'), 'utf8');
}

/**
 * The entry of a version in a changelog of the form of Keep a Changelog.
 *
 * @returns `null` where the version has none
 * @throws Error with the line of a mistake in the form
 */
export function entryOf(changelog: string, version: string): Entry | null {
  const found = parser(changelog).releases.find((release) => release.version === version);
  if (found === undefined) return null;
  return { version, date: dayOf(found), notes: found.toString().split('\n').slice(1).join('\n') };
}

function dayOf({ date }: Release): string | null {
  return date === undefined ? null : date.toISOString().slice(0, 10);
}
