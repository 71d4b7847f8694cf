import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { projectRoot } from '../runtime';

function release(...args: readonly string[]) {
  const command = ['--import', 'tsx', 'scripts/release/cli.ts', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

it('runs one step of a dry run by itself, and says what is still to do', () => {
  const { status, stdout } = release('--dry-run', 'check');
  expect(stdout).toMatch(
    /── check: .* ──\nTo do before a release:\n {2}No tag: when the rest is done/,
  );
  expect(stdout).toContain('1 of 1 steps are fine');
  expect(stdout).not.toContain('── build');
  expect(status).toBe(0);
});

it('lets nothing be released under a tag of another version', () => {
  const { status, stdout, stderr } = release('check', 'draft', '--tag', 'v99.0.0');
  expect(stderr).toContain('This can’t be released:');
  expect(stderr).toContain('The tag is v99.0.0, package.json says');
  expect(stdout).not.toContain('── draft'); // it ends at the first mistake
  expect(status).toBe(1);
});

it.each([
  [[], 'Name a step. The steps are check, build,'],
  [['--dry-run', 'chekc'], 'There is no step chekc. The steps are check, build,'],
  [['--dryrun'], 'dryrun'],
])('refuses what it does not know: %j', (args, message) => {
  const { status, stderr } = release(...args);
  expect(stderr).toContain(message);
  expect(status).toBe(1);
});
