import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  firstDeployment,
  noChanges,
  noStack,
  poolId,
  resources,
  settings,
  stack,
  until,
} from './testing/recordings';
import { type Replay, startReplay } from './testing/replay';

let folder: string;
let config: string;
let replay: Replay;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'aws-cli-'));
  config = path.join(folder, 'cognito.config.json');
  replay = await startReplay(firstDeployment);
});
afterAll(async () => {
  await replay.close();
  await rm(folder, { recursive: true });
});

/** The command line as npm runs it, with nothing from the environment of the tests. */
function start(line: string, environment: Readonly<Record<string, string>> = replay.environment) {
  const args = ['--import', 'tsx', 'infra/aws/cli.ts', ...line.split(' ')];
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, args, {
    env: { PATH, HOME: folder, USERPROFILE: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  return {
    child,
    output: () => output,
    ended: once(child, 'close').then(([status]) => ({ status, output })),
  };
}

/** Each program loads the SDK, and follows the stack at the pace of a real one. In ms. */
const patience = { timeout: 60_000 };

describe('npm run aws:…', patience, () => {
  it('deploys, is interrupted, continues, writes the configuration, and deletes the stack', async () => {
    const deploy = `deploy --yes --config ${config}`;
    replay.record({ DescribeStacks: [noStack, stack('CREATE_IN_PROGRESS')] });
    const first = start(deploy);
    while (!first.output().includes('CREATE_IN_PROGRESS  UserPool')) {
      await once(first.child.stdout, 'data');
    }
    first.child.kill('SIGINT');
    const interrupted = await first.ended;
    // Windows has no signals between processes: the program just ends.
    if (process.platform !== 'win32') {
      expect(interrupted.output).toContain('AWS continues without this command.');
      expect(interrupted.status).toBe(1);
    }

    replay.record({ DescribeStacks: [stack('CREATE_COMPLETE')], DescribeChangeSet: [noChanges] });
    const second = await start(deploy).ended;
    expect(second.output).toContain(`Start the app: npm start -- --config ${config}`);
    expect(second.status).toBe(0);
    expect(JSON.parse(await readFile(config, 'utf8'))).toEqual(settings);

    replay.record({
      DescribeStacks: [until('DeleteStack', 1, stack('CREATE_COMPLETE'), stack('DELETE_COMPLETE'))],
      ListStackResources: [resources('CREATE_COMPLETE'), resources('DELETE_SKIPPED')],
    });
    const third = await start(`destroy --yes --config ${config}`).ended;
    expect(third.output).toContain(`delete-user-pool --user-pool-id ${poolId}`);
    expect(third.status).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });

  it('ends with 1 if something fails or differs, and with 2 after wrong usage', async () => {
    replay.record({ DescribeStacks: [stack('CREATE_COMPLETE')] });
    const { AWS_ACCESS_KEY_ID: _, ...stranger } = replay.environment;
    const [differs, unknown, wrong, helped] = await Promise.all([
      start(`status --config ${config}`).ended,
      start('status', stranger).ended,
      start('deploy --ja').ended,
      start('deploy --help').ended,
    ]);
    expect(differs.output).toContain('does not exist.');
    expect(unknown.output).toContain('No AWS credentials were found');
    expect(wrong.output).toMatch(/'--ja'[\s\S]*--help/);
    expect(helped.output).toContain('Usage: npm run aws:COMMAND');
    expect([differs, unknown, wrong, helped].map(({ status }) => status)).toEqual([1, 1, 2, 0]);
  });
});
