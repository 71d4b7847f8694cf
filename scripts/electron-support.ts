import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './runtime';

/** How many majors the Electron project keeps mending: https://www.electronjs.org/docs/latest/tutorial/electron-timelines */
const supportedMajors = 3;

export interface Support {
  readonly isSupported: boolean;
  /** For people: what is so, and what to do. */
  readonly message: string;
}

/**
 * Whether a version of Electron still gets fixes: its major is one of the three newest that are stable.
 *
 * @param version the exact version in package.json, like `45.4.1`
 * @param tags the `dist-tags` of `electron` in the npm registry; `latest` is the newest stable version
 * @throws Error when either is no version
 */
export function electronSupport(version: string, tags: Readonly<Record<string, unknown>>): Support {
  const major = majorOf(version, "package.json's electron");
  const latest = String(tags.latest);
  const newest = majorOf(latest, "the registry's newest stable Electron");
  const oldest = newest - supportedMajors + 1;
  const range = `Electron ${oldest} to ${newest} are supported`;
  if (major < oldest) {
    const message = `Electron ${version} gets no more fixes: ${range}. Set "electron" in package.json to ${latest}, and test.`;
    return { isSupported: false, message };
  }
  const sameMajor = tags[`${major}-x-y`] ?? (major === newest ? latest : undefined);
  const renew =
    sameMajor === undefined || sameMajor === version
      ? ''
      : ` ${sameMajor} is newer, of the same major.`;
  const last =
    major === oldest
      ? ` It is the oldest of them: its fixes end when Electron ${newest + 1} comes.`
      : '';
  return {
    isSupported: true,
    message: `Electron ${version} is supported: ${range}.${renew}${last}`,
  };
}

/** @throws Error that says which version is none */
function majorOf(version: string, what: string): number {
  const [, major] = /^(\d+)\.\d+\.\d+$/.exec(version) ?? [];
  if (major === undefined) throw new Error(`${what} is no version: ${version}`);
  return Number(major);
}

/**
 * Asks the registry that npm is set up with.
 *
 * @throws Error with what npm said
 */
function askRegistry(): Readonly<Record<string, unknown>> {
  const { status, stdout, stderr, error } = spawnSync(
    'npm',
    ['view', 'electron', 'dist-tags', '--json'],
    {
      encoding: 'utf8',
      shell: process.platform === 'win32', // there npm is a script
    },
  );
  if (status !== 0) {
    throw new Error(`npm can't say which Electron is the newest:\n${error?.message ?? stderr}`);
  }
  return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
}

/** `npm run electron:support`: exit status 1 when Electron in package.json is out of support. */
if (process.argv[1] === import.meta.filename) {
  try {
    const file = path.join(projectRoot, 'package.json');
    const { devDependencies } = JSON.parse(readFileSync(file, 'utf8')) as {
      devDependencies: { electron: string };
    };
    const { isSupported, message } = electronSupport(devDependencies.electron, askRegistry());
    console.log(message);
    process.exitCode = isSupported ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
