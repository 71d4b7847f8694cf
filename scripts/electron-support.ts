import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../dev/runtime';

/** The Electron project supports its three newest majors: https://www.electronjs.org/docs/latest/tutorial/electron-timelines */
const supportedMajors = 3;

/**
 * Whether a version of Electron still gets fixes.
 *
 * @param version like `45.5.0`
 * @param newest the newest stable version
 * @throws Error when either is not a stable version
 */
export function isSupported(version: string, newest: string): boolean {
  const [major, newestMajor] = [version, newest].map((text) => {
    if (!/^\d+\.\d+\.\d+$/.test(text)) throw new Error(`"${text}" is not a stable version.`);
    return Number.parseInt(text, 10);
  }) as [number, number];
  return major > newestMajor - supportedMajors;
}

/** `npx tsx scripts/electron-support.ts`: exit status 1 when Electron in package.json gets no more fixes. */
if (process.argv[1] === import.meta.filename) {
  const { devDependencies } = JSON.parse(
    readFileSync(path.join(projectRoot, 'package.json'), 'utf8'),
  ) as { devDependencies: { electron: string } };
  const newest = execSync('npm view electron dist-tags.latest', { encoding: 'utf8' }).trim();
  const supported = isSupported(devDependencies.electron, newest);
  console.log(
    `Electron ${devDependencies.electron} is ${supported ? '' : 'not '}supported. The newest is ${newest}.`,
  );
  process.exitCode = supported ? 0 : 1;
}
