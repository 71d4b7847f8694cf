import { readdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../runtime';
import { sha256 } from '../checksums';
import { runCommand } from '../run-command';
import type { Step } from '../step';

const bundles = ['out/main', 'out/preload', 'out/renderer'];

export const build: Step = {
  name: 'build',
  what: 'the bundles, and the checksum of each file',
  async run({ say }) {
    runCommand('npm', ['run', '--silent', 'build']);
    for (const [file, hash] of hashesOfBundles()) say(`${hash}  ${file}`);
  },
};

/** What anybody can do who wants to know whether the bundles of a release are made of its sources. */
export const reproducible: Step = {
  name: 'reproducible',
  what: 'a second build gives the same bytes',
  async run({ say }) {
    runCommand('npm', ['run', '--silent', 'build']);
    const first = hashesOfBundles();
    runCommand('npm', ['run', '--silent', 'build']);
    const changed = differingFiles(first, hashesOfBundles());
    if (changed.length > 0) {
      throw new Error(`Two builds of the same sources differ in ${changed.join(', ')}.`);
    }
    say(`${first.size} files, and each is the same in both builds.`);
  },
};

/** The files that only one of two builds has, and those whose content differs. */
export function differingFiles(
  first: ReadonlyMap<string, string>,
  second: ReadonlyMap<string, string>,
): string[] {
  const names = new Set([...first.keys(), ...second.keys()]);
  return [...names].filter((name) => first.get(name) !== second.get(name)).sort();
}

function hashesOfBundles(): ReadonlyMap<string, string> {
  const files = bundles.flatMap((folder) =>
    readdirSync(path.join(projectRoot, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(projectRoot, path.join(entry.parentPath, entry.name)))
      .sort(),
  );
  return new Map(files.map((file) => [file, sha256(path.join(projectRoot, file))]));
}
