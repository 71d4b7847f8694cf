import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { wrongMenuEntries } from './package/checks/system-entries';
import { type Finding, inspect } from './package/inspect';
import { output, packIfNeeded } from './package/pack';
import type { PackedApp } from './package/packed-app';
import { isCurrent, reportOf, withReport } from './package/report';
import { nameOf, packableOn, targets } from './package/targets';
import { projectRoot } from './runtime';

/** Of one check and package: a mistake in a pattern makes a thousand problems. */
const mostTold = 10;

/**
 * `npm run package:check [-- --write]`: packs the app for every target as far as an unpacked folder, and looks
 * at what came out. The exit status is 1 when anything is wrong, and when docs/releases.md tells of other
 * packages; `--write` puts these there.
 */
async function main(args: readonly string[]): Promise<number> {
  const apps = packIfNeeded(packableOn(process.platform));
  const findings: Finding[] = [];
  for (const app of apps) {
    const found = await inspect(app);
    tell(
      nameOf(app.target),
      `${app.files.length} files, ${Math.round(app.payload / 1000)} kB`,
      found,
    );
    findings.push(...found);
  }
  const entries = JSON.parse(
    readFileSync(path.join(output, 'menu-entries.json'), 'utf8'),
  ) as string[];
  const menu = { check: 'menu entries', problems: wrongMenuEntries(entries) };
  tell('AppImage, deb, rpm', `${entries.length} menu entries`, [menu]);
  const page = { check: 'docs/releases.md', problems: stalePage(apps, args.includes('--write')) };
  if (apps.length === targets.length) tell('docs/releases.md', 'the tables of sizes', [page]);
  else
    console.log(
      '- macOS, and the tables of sizes: left out, since nothing can be packed for it on Windows',
    );
  if (apps.some(({ distribution }) => distribution === 'stand-in'))
    console.log(
      'A stand-in was packed wherever Electron’s own files are not here. All that is ours is as in a release;\n' +
        'the fuses were read where electron-builder wrote them, which was not Electron.',
    );
  return [...findings, menu, page].every(({ problems }) => problems.length === 0) ? 0 : 1;
}

function tell(what: string, size: string, findings: readonly Finding[]): void {
  const isRight = findings.every(({ problems }) => problems.length === 0);
  console.log(`${isRight ? '✓' : '✗'} ${what}: ${size}`);
  for (const { check, problems } of findings) {
    for (const problem of problems.slice(0, mostTold)) console.log(`    ${check}: ${problem}`);
    const untold = problems.length - mostTold;
    if (untold > 0) console.log(`    ${check}: … and ${untold} more`);
  }
}

function stalePage(apps: readonly PackedApp[], isWriting: boolean): string[] {
  if (apps.length < targets.length) return [];
  const file = path.join(projectRoot, 'docs/releases.md');
  const page = readFileSync(file, 'utf8');
  const report = reportOf(apps);
  if (isWriting) writeFileSync(file, withReport(page, report));
  const isStale = !isWriting && !isCurrent(page, report);
  return isStale ? ['tells of other packages: npm run package:check -- --write'] : [];
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
