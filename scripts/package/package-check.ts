import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../dev/runtime';
import { sha256 } from '../release/files';
import { enterTemporaryRoot } from '../temporary-root';
import {
  foreignNativeFiles,
  leftovers,
  secretsIn,
  tooLarge,
  unexpectedFiles,
} from './checks/files';
import {
  unexpectedResources,
  wrongFuses,
  wrongInfoPlist,
  wrongIntegrity,
  wrongMenuEntries,
  wrongProgramInfo,
} from './checks/program';
import { hasElectron, output, pack } from './pack';
import type { PackedApp } from './packed-app';
import { nameOf, packable, targets } from './targets';

/** Per package: an error in a pattern makes a thousand problems. */
const mostShown = 20;

/** @returns what is wrong with a package, one sentence each */
async function problemsOf(app: PackedApp): Promise<string[]> {
  const { layout, target } = app;
  const configuration = readFileSync(path.join(projectRoot, 'electron-builder.yml'), 'utf8');
  const { electronFuses } = parse(configuration) as { electronFuses: Record<string, boolean> };
  const isMac = target.platform === 'darwin';
  return [
    ...unexpectedFiles(app),
    ...foreignNativeFiles(app),
    ...leftovers(app),
    ...secretsIn(app, process.env, projectRoot),
    ...tooLarge(app),
    ...unexpectedResources(app),
    ...wrongIntegrity(app),
    ...(await wrongFuses(isMac ? layout.root : layout.executable, electronFuses)),
    ...(isMac ? wrongInfoPlist(layout.root) : []),
    ...(target.platform === 'win32' ? wrongProgramInfo(readFileSync(layout.executable)) : []),
  ];
}

function show(what: string, problems: readonly string[]): void {
  console.log(`${problems.length === 0 ? '✓' : '✗'} ${what}`);
  for (const problem of problems.slice(0, mostShown)) console.log(`    ${problem}`);
  if (problems.length > mostShown) console.log(`    … and ${problems.length - mostShown} more`);
  if (problems.length > 0) process.exitCode = 1;
}

/**
 * `npm run package:check`: packs the app for every target as an unpacked folder, and inspects the result. The exit
 * status is 1 when anything is wrong.
 */
async function main(): Promise<void> {
  enterTemporaryRoot();
  for (const app of pack()) {
    const electron = hasElectron(app.target) ? 'Electron' : 'a fake Electron';
    const size = `${app.files.length} files, ${Math.round(app.payload / 1000)} kB`;
    const archive = `app.asar ${sha256(app.layout.asar)}`;
    show(`${nameOf(app.target)}, with ${electron}: ${size}, ${archive}`, await problemsOf(app));
  }
  const file = path.join(output, 'menu-entries.json');
  const entries = JSON.parse(readFileSync(file, 'utf8')) as string[];
  show(`AppImage, deb, rpm: ${entries.length} menu entries`, wrongMenuEntries(entries));
  if (packable.length < targets.length) console.log('- macOS can’t be packed on Windows');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
