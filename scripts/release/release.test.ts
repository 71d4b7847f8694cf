import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { projectRoot } from '../../dev/runtime';

function release(...args: readonly string[]) {
  const command = ['--import', 'tsx', 'scripts/release/release.ts', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

it('runs one step of a dry run, which reports what is left to do', () => {
  const { status, stdout } = release('--dry-run', 'check');
  expect(stdout).toMatch(/^\n── check ──\nTo do before the release:\n {2}There is no tag\./);
  expect(stdout).not.toContain('── reproducible');
  expect(status).toBe(0);
});

it('refuses a release with the tag of another version, and stops there', () => {
  const { status, stdout, stderr } = release('check', 'notes', '--tag', 'v99.0.0');
  expect(stderr).toContain('The tag is v99.0.0, package.json has');
  expect(stdout).not.toContain('── notes');
  expect(status).toBe(1);
});

it.each([
  [['--dry-run', 'chekc'], 'Unknown step chekc. The steps are check, '],
  [['--dryrun'], 'dryrun'],
])('refuses unknown arguments: %j', (args, message) => {
  const { status, stderr } = release(...args);
  expect(stderr).toContain(message);
  expect(status).toBe(1);
});
