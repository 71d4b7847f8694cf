import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { projectRoot } from '../dev/project-root';

/** The system's temporary folder, for the runs that these tests start. */
const system = mkdtempSync(path.join(tmpdir(), 'system-'));
afterAll(() => rmSync(system, { recursive: true }));

const env = { ...process.env, TMPDIR: system, TEMP: system, TMP: system };
const enter = `
  const { enterTemporaryRoot } = await import('./scripts/temporary-root.ts');
  const { mkdirSync } = await import('node:fs');
  const { spawn } = await import('node:child_process');
  const root = enterTemporaryRoot(300);`;
const command = (code: string) => ['--import', 'tsx', '--input-type=module', '-e', enter + code];

/** A run of tests that ends by itself. */
function run(code: string) {
  return spawnSync(process.execPath, command(code), { cwd: projectRoot, encoding: 'utf8', env });
}

const roots = () => readdirSync(system).filter((name) => name.startsWith('cdt-'));

it('says nothing of tests that leave nothing, and removes the folder', () => {
  expect(run('')).toMatchObject({ status: 0, stderr: '' });
  expect(roots()).toEqual([]);
});

it('fails a run that leaves a folder, names it, and removes it', () => {
  const { status, stderr } = run("mkdirSync(root + '/profile-1'); mkdirSync(root + '/tsx-0');");
  expect([status, stderr]).toEqual([1, 'The tests left: profile-1\n']);
  expect(roots()).toEqual([]);
});

/** Of a process that runs; empty for one that has ended, also before it is reaped. */
function commandOf(pid: string): string {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

const onLinux = it.skipIf(process.platform !== 'linux');

onLinux(
  'fails a run that leaves a process, and ends it (only on Linux, which shows what others run)',
  async () => {
    // Its parent has ended when the run does.
    const { status, stdout, stderr } = run(`
    const shell = spawn('sh', ['-c', 'sleep 60 >/dev/null 2>&1 & echo $!'], { stdio: ['ignore', 'inherit', 'ignore'] });
    await new Promise((resolve) => shell.on('exit', resolve));`);
    expect([status, stderr]).toEqual([1, `The tests left: sleep 60 (${stdout.trim()})\n`]);
    await expect.poll(() => commandOf(stdout.trim())).toBe('');
  },
);

onLinux(
  'after a kill, the next run removes the folder and ends the processes (only on Linux)',
  async () => {
    const killed = spawn(
      process.execPath,
      command(
        "mkdirSync(root + '/x'); console.log(spawn('sleep', ['60'], { stdio: 'ignore' }).pid);",
      ),
      { cwd: projectRoot, env },
    );
    const [pid] = await once(killed.stdout, 'data');
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    expect(roots()).toHaveLength(1);
    expect(run('')).toMatchObject({ status: 0, stderr: '' });
    expect(roots()).toEqual([]);
    await expect.poll(() => commandOf(String(pid).trim())).toBe('');
  },
);
