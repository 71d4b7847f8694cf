import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import {
  downloadElectron,
  electronBinary,
  findRuntime,
  hasDisplay,
  projectRoot,
} from '../../dev/runtime';
import { type Result, readPlaywright, withEnd } from '../test-report';
import { verifyTable } from './verify-table';

/**
 * `npm run electron:verify [-- --with-host]`: runs all end-to-end tests with Electron's own binary, which it downloads if
 * it is missing, and writes which of them held to `out/electron-verify.md`. `--with-host`: runs them in the Chromium host
 * too, for comparison. Exit status: 0 all held, 1 a test failed, 2 wrong arguments or tests that can't run here, 3 Electron
 * can't be downloaded.
 */
const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string };
/** The mirror is a setting of `@electron/get`. */
const source = process.env.ELECTRON_MIRROR ?? 'github.com';
const table = path.join(projectRoot, 'out/electron-verify.md');

function main(args: readonly string[]): number {
  const unknown = args.filter((argument) => argument !== '--with-host');
  if (unknown.length > 0) {
    console.error(`Unexpected argument "${unknown[0]}". The only one is --with-host.`);
    return 2;
  }
  if (electronBinary() === null) console.log(`Downloading Electron ${version} from ${source} …`);
  if (electronBinary() === null && !downloadElectron('inherit')) {
    console.error(
      `Electron ${version} can't be downloaded: node_modules/electron/install.js failed (see above). Set ELECTRON_MIRROR to a mirror that this computer reaches, or run this where github.com is reachable.`,
    );
    return 3;
  }
  const { description } = findRuntime('electron');
  if (!hasDisplay() && spawnSync('which', ['xvfb-run']).status !== 0) {
    console.error('Electron needs a display, and xvfb-run is not installed: run scripts/setup.sh.');
    return 2;
  }
  const electron = runTests('electron');
  const host = args.includes('--with-host') ? runTests('chromium-host') : null;
  const heading = `${description} on ${process.platform} ${process.arch}`;
  const page = verifyTable(heading, electron, host);
  mkdirSync(path.dirname(table), { recursive: true });
  writeFileSync(table, page);
  // A page of GitHub's run shows it: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
  const { GITHUB_STEP_SUMMARY: summary } = process.env;
  if (summary) appendFileSync(summary, page);
  console.log(`\n${page}`);
  return electron.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}

/** Runs the end-to-end tests; on Linux each worker starts a private keyring (tests/e2e/support/fixtures.ts). */
function runTests(runtime: 'electron' | 'chromium-host'): readonly Result[] {
  const report = path.join(projectRoot, `out/${runtime}-report.json`);
  rmSync(report, { force: true });
  const playwright = path.join(projectRoot, 'node_modules/@playwright/test/cli.js');
  const command = [process.execPath, playwright, 'test', '--forbid-only', '--reporter=list,json'];
  const display = ['xvfb-run', '--auto-servernum', '--server-args=-screen 0 1280x1024x24'];
  const needsDisplay = runtime === 'electron' && !hasDisplay();
  const [program = '', ...args] = [...(needsDisplay ? display : []), ...command];
  console.log(`\nRunning the end-to-end tests in ${findRuntime(runtime).description} …`);
  const { status } = spawnSync(program, args, {
    cwd: projectRoot,
    stdio: 'inherit',
    env: { ...process.env, E2E_RUNTIME: runtime, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return withEnd(status, read(report));
}

/** Nothing if there is no whole report. */
function read(report: string): Result[] {
  try {
    return readPlaywright(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    return [];
  }
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
