import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createTemporaryFolder,
  orphans,
  removeTemporaryFolder,
} from '../dev/chromium-host/src/shared/temporary-folder.ts';

/** Short: the path of a socket may have 103 bytes on macOS, where the system's temporary folder takes 49. */
const prefix = 'cdt-';

/** How long programs that tests have closed may take to end, in ms. */
const usualPatienceMs = 5_000;

/** Caches of tools, and what Chromium and Electron leave when a test kills them. */
const notOfTests =
  /^(?:tsx-|playwright-transform-cache-|node-compile-cache|jiti$|\.(?:org\.chromium|com\.github)\.)/;

/**
 * Makes a fresh temporary folder the one of this process and of all that it starts, and removes those of runs that were
 * killed, with their processes. If tests leave anything, this process says so when it exits, with status 1. In a run that
 * has such a folder already, this does nothing.
 *
 * @returns the folder; `null` when another process checks it
 */
export function enterTemporaryRoot(patienceMs = usualPatienceMs): string | null {
  const outer = tmpdir();
  if (path.basename(outer).startsWith(prefix)) return null;
  for (const orphan of orphans(prefix)) {
    endProcesses(orphan);
    removeTemporaryFolder(orphan);
  }
  const root = createTemporaryFolder(prefix);
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = root;
  process.prependOnceListener('exit', () => {
    const left = takeLeft(root, patienceMs);
    if (left.length === 0) return;
    console.error(`The tests left: ${left.join(', ')}`);
    process.exitCode = 1;
  });
  return root;
}

/** Removes what tests have left in their temporary folder, and ends the programs. @returns the names of both */
export function takeLeft(root: string, patienceMs = usualPatienceMs): string[] {
  const deadline = Date.now() + patienceMs;
  let left = leftIn(root);
  while (left.length > 0 && Date.now() < deadline) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    left = leftIn(root);
  }
  endProcesses(root);
  for (const name of filesIn(root)) removeTemporaryFolder(path.join(root, name));
  return left;
}

function leftIn(root: string): string[] {
  return [...filesIn(root), ...processesOf(root).map(({ pid, command }) => `${command} (${pid})`)];
}

function filesIn(root: string): string[] {
  return readdirSync(root).filter((name) => !notOfTests.test(name));
}

function endProcesses(root: string): void {
  for (const { pid } of processesOf(root)) process.kill(pid, 'SIGKILL');
}

/**
 * The processes with this temporary folder in their environment, but for children of this one, which end with it. Only
 * Linux shows the environment of others.
 */
function processesOf(root: string): { readonly pid: number; readonly command: string }[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((name) => {
    try {
      const read = (file: string) => readFileSync(`/proc/${name}/${file}`, 'utf8');
      if (!/^\d+$/.test(name) || !read('environ').split('\0').includes(`TMPDIR=${root}`)) return [];
      const [state, parent] = read('stat')
        .replace(/^.*\) /s, '')
        .split(' ');
      if (state === 'Z' || Number(parent) === process.pid) return [];
      return [
        { pid: Number(name), command: read('cmdline').split('\0').slice(0, 3).join(' ').trim() },
      ];
    } catch {
      return []; // it has just ended, or is another user's
    }
  });
}
