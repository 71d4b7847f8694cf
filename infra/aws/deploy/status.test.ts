import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { identity } from '../../../src/shared/identity';
import { settingsOf } from './app-configuration';
import { findStack } from './stack';
import { status } from './status';
import { failing, type Rig, startRig } from './testing/rig';
import { TestTerminal } from './testing/terminal';

let folder: string;
let rig: Rig;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'aws-status-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const subject = { stackName: identity.name, region: 'eu-west-1' };
const file = () => path.join(folder, 'c.json');

async function run() {
  const terminal = new TestTerminal();
  return { outcome: await status(rig.aws, subject, file(), terminal), text: terminal.text };
}

describe('aws:status', () => {
  it('shows the outputs, and whether the configuration says the same', async () => {
    await rig.deploy();
    expect((await run()).outcome).toBe('differs');
    const stack = await findStack(rig.aws, identity.name);
    const settings = settingsOf(stack?.outputs ?? {});
    await writeFile(file(), JSON.stringify({ ...settings, idleLimitMinutes: 9 }));
    const fine = await run();
    expect(fine.outcome).toBe('done');
    expect(fine.text).toContain(`Stack "${identity.name}" in eu-west-1: CREATE_COMPLETE`);
    expect(fine.text).toContain(`  ClientId: ${settings.clientId}`);
    await writeFile(file(), JSON.stringify({ ...settings, clientId: 'old' }));
    const drifted = await run();
    expect(drifted.outcome).toBe('differs');
    expect(drifted.text).toContain(`  - "clientId": "old"\n  + "clientId": "${settings.clientId}"`);
  });

  it.each([
    ['UPDATE_IN_PROGRESS', 'busy'],
    ['ROLLBACK_COMPLETE', 'delete-first'],
    ['DELETE_FAILED', 'delete-first'],
    ['REVIEW_IN_PROGRESS', 'done'],
    ['UPDATE_ROLLBACK_COMPLETE', 'done'],
    ['UPDATE_ROLLBACK_FAILED', 'failed'],
  ])('of a stack in %s is %s', async (state, outcome) => {
    await rig.deploy();
    const stack = await findStack(rig.aws, identity.name);
    await writeFile(file(), JSON.stringify(settingsOf(stack?.outputs ?? {})));
    for (const each of rig.standIn.stacks) each.status = state;
    expect((await run()).outcome).toBe(outcome);
  });

  it('says that there is no such stack', async () => {
    expect((await failing(run())).outcome).toBe('unknown-stack');
  });
});

describe('the configuration that a stack gives', () => {
  it.each([
    [{}, 'is missing'],
    [{ AppConfig: 'no' }, 'is not a JSON object'],
    [{ AppConfig: '{"clientId":"x"}' }, '`domain` is missing'],
  ])('%o is refused', async (outputs, words) => {
    const error = await failing((async () => settingsOf(outputs))());
    expect([error.outcome, error.message]).toEqual(['template', expect.stringContaining(words)]);
  });
});
