import { spawn } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../scripts/runtime';
import type { Outcome } from './report';

/**
 * The scenarios that need real windows are specs in `e2e/`, tagged `@fault`. Playwright plays them, in
 * one process, and tells of each over its channel to this one (`window-reporter.ts`).
 */
export type WindowMessage =
  | { readonly names: readonly string[] }
  | { readonly outcome: Outcome }
  /** An error outside of any test: a spec that can't be loaded, an app that can't be built. */
  | { readonly error: string };

/** What the names of all of them begin with. */
export const windowPrefix = 'window: ';

/** The names of those that contain the text. @throws Error when Playwright can't load the specs */
export async function windowScenarios(only: string): Promise<readonly string[]> {
  let names: readonly string[] = [];
  await playwright([], ['--list'], (message) => {
    if ('names' in message) names = message.names;
  });
  return names.filter((name) => name.includes(only));
}

/** Plays these. @throws Error when one did not come to its end */
export async function playWindows(
  names: readonly string[],
  add: (outcome: Outcome) => void,
): Promise<void> {
  let played = 0;
  const titles = names.map((name) => name.slice(windowPrefix.length));
  await playwright(titles, [], (message) => {
    if (!('outcome' in message)) return;
    played++;
    add(message.outcome);
  });
  if (played !== names.length) {
    throw new Error(`${names.length} window scenarios were to be played, and ${played} were`);
  }
}

async function playwright(
  titles: readonly string[],
  args: readonly string[],
  onMessage: (message: WindowMessage) => void,
): Promise<void> {
  const errors: string[] = [];
  const command = [
    path.join(projectRoot, 'node_modules/@playwright/test/cli.js'),
    'test',
    '--reporter=./faults/window-reporter.ts',
    `--grep=^(?=.*@fault)${titles.length === 0 ? '' : `.*(${titles.map(literally).join('|')})`}`,
    ...args,
  ];
  const child = spawn(process.execPath, command, {
    cwd: projectRoot,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.on('message', (message: WindowMessage) => {
    if ('error' in message) errors.push(message.error);
    onMessage(message);
  });
  await new Promise((resolve, reject) => {
    child.once('close', resolve);
    child.once('error', reject);
  });
  if (errors.length > 0) throw new Error(errors.join('\n'));
}

/** A regular expression for exactly this text. */
function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
