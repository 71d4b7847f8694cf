import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { noStack, settings, stack } from '../testing/recordings';
import { failing, type Rig, startRig } from '../testing/rig';
import { TestTerminal } from '../testing/terminal';
import { status } from './status';

let folder: string;
let file: string;
let rig: Rig;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'aws-status-'));
  file = path.join(folder, 'c.json');
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => rig.close());

async function run(described: object) {
  rig = await startRig({ DescribeStacks: [described] });
  const terminal = new TestTerminal();
  return {
    isFine: await status(rig.aws, 'sign-in-stack', file, terminal),
    text: terminal.text,
  };
}

describe('aws:status', () => {
  it('says that there is no configuration file yet', async () => {
    const { isFine, text } = await run(stack('CREATE_COMPLETE'));
    expect([isFine, text]).toEqual([false, expect.stringContaining('c.json does not exist')]);
  });

  it('shows the outputs, and that the configuration matches', async () => {
    await writeFile(file, JSON.stringify({ ...settings, idleLimitMinutes: 9 }));
    const { isFine, text } = await run(stack('CREATE_COMPLETE'));
    expect(isFine).toBe(true);
    expect(text).toContain('Stack "sign-in-stack" in eu-west-1: CREATE_COMPLETE');
    expect(text).toContain('  AppConfig: {');
  });

  it('shows how the configuration differs', async () => {
    await writeFile(file, JSON.stringify({ ...settings, clientId: 'old' }));
    const { isFine, text } = await run(stack('UPDATE_COMPLETE'));
    expect(isFine).toBe(false);
    expect(text).toContain(`  - "clientId": "old"\n  + "clientId": "${settings.clientId}"`);
  });

  it.each([
    ['UPDATE_ROLLBACK_COMPLETE', true],
    ['UPDATE_IN_PROGRESS', false],
    ['ROLLBACK_COMPLETE', false],
    ['DELETE_FAILED', false],
    ['REVIEW_IN_PROGRESS', false],
    ['UPDATE_ROLLBACK_FAILED', false],
  ])('takes a stack in %s for deployed: %s', async (state, isFine) => {
    await writeFile(file, JSON.stringify(settings));
    expect((await run(stack(state))).isFine).toBe(isFine);
  });

  it('says that the stack does not exist', async () => {
    expect(await failing(run(noStack))).toContain('does not exist in eu-west-1');
  });
});
