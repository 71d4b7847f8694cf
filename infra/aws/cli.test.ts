import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identity } from '../../src/shared/identity';
import { outcomes } from './deploy/outcomes';
import { type StandIn, startStandIn } from './stand-in/index';

let folder: string;
let standIn: StandIn;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'aws-cli-'));
  standIn = await startStandIn();
});
afterAll(async () => {
  await standIn.close();
  await rm(folder, { recursive: true });
});

/** The command line as npm runs it, with an environment that has nothing of whoever runs the tests. */
function start(line: string, environment: Readonly<Record<string, string>>) {
  const args = ['--import', 'tsx', 'infra/aws/cli.ts', ...line.split(' ')];
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, args, {
    env: { PATH, HOME: folder, ...environment },
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

const config = () => path.join(folder, 'cognito.config.json');

/** Four programs one after the other, each of which loads the SDK. In ms. */
const patience = { timeout: 60_000 };

describe('npm run aws:…', patience, () => {
  it('deploys, is interrupted, goes on, writes the configuration, and takes it all away', async () => {
    const deploy = `deploy --yes --config ${config()}`;
    const thaw = standIn.freeze();
    const first = start(deploy, standIn.environment);
    while (!first.output().includes('UserPool (user pool): is being created')) {
      await once(first.child.stdout, 'data');
    }
    first.child.kill('SIGINT');
    const interrupted = await first.ended;
    expect(interrupted.status).toBe(outcomes.interrupted.status);
    expect(interrupted.output).toContain(
      'To follow it again: npm run aws:deploy -- --region eu-west-1',
    );
    thaw();

    const second = await start(deploy, standIn.environment).ended;
    expect(second.output).toContain(`Start the app: npm start -- --config ${config()}`);
    expect(second.status).toBe(0);
    const [client] = [...standIn.store.pools.values()].flatMap(({ clients }) => [
      ...clients.keys(),
    ]);
    expect(JSON.parse(await readFile(config(), 'utf8')).clientId).toBe(client);

    for (const pool of standIn.store.pools.values())
      pool.description.DeletionProtection = 'INACTIVE';
    const third = await start(`destroy --yes --config ${config()}`, standIn.environment).ended;
    expect(third.output).toContain(`${identity.name} (stack): gone`);
    expect(third.status).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });

  it('stops without a terminal, and without credentials', async () => {
    const { AWS_ACCESS_KEY_ID: _, ...stranger } = standIn.environment;
    const [unasked, unknown] = await Promise.all([
      start(`deploy --stack-name other --config ${config()}`, standIn.environment).ended,
      start('status --region eu-west-1', stranger).ended,
    ]);
    expect(unasked.output).toContain('there is no terminal to ask at');
    expect(unasked.status).toBe(outcomes.unconfirmed.status);
    expect(unknown.output).toContain('There are no AWS credentials');
    expect(unknown.status).toBe(outcomes['no-credentials'].status);
  });
});
