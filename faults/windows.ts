import { spawn } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../scripts/runtime';
import type { Outcome } from './report';

export interface WindowScenario {
  readonly name: string;
  /** The test's own, by which Playwright finds it. */
  readonly title: string;
}

/**
 * The scenarios that need real windows are specs in `e2e/`, tagged `@fault`. Playwright plays them, in
 * one process, and tells of each over its channel to this one (`window-reporter.ts`).
 */
export type WindowMessage =
  | { readonly scenarios: readonly WindowScenario[] }
  | { readonly outcome: Outcome }
  /** An error outside of any test: a spec that can't be loaded, an app that can't be built. */
  | { readonly error: string };

/** Those whose name contains the text. @throws Error when Playwright can't load the specs */
export async function windowScenarios(only: string): Promise<readonly WindowScenario[]> {
  let all: readonly WindowScenario[] = [];
  await playwright([], ['--list'], (message) => {
    if ('scenarios' in message) all = message.scenarios;
  });
  return all.filter(({ name }) => name.includes(only));
}

/** Plays these. @throws Error when one did not come to its end */
export async function playWindows(
  scenarios: readonly WindowScenario[],
  add: (outcome: Outcome) => void,
): Promise<void> {
  let played = 0;
  const titles = scenarios.map(({ title }) => title);
  await playwright(titles, [], (message) => {
    if (!('outcome' in message)) return;
    played++;
    add(message.outcome);
  });
  if (played !== scenarios.length) {
    throw new Error(`${scenarios.length} window scenarios were to be played, and ${played} were`);
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
