import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cliRuns } from '../testing/cli-runs';

describe('the command with a template', { timeout: 30_000 }, () => {
  const { run, firstLine, failure } = cliRuns();

  it('prints how a template differs from the pool, and its client secret', async () => {
    const template = fileURLToPath(new URL('../testing/templates/machines.yaml', import.meta.url));
    const child = run('--port', '0', '--json', '--template', template);
    const errors = text(child.stderr);
    const pool = JSON.parse(await firstLine(child));
    expect(pool.clientSecret).toBe('localdevelopmentsecret0001');
    child.kill('SIGINT');
    expect(await errors).toMatch(
      /^The template describes a user pool that differs from the local one:\n {2}Pool.UsernameAttributes .*\n {2}UserPoolDomain /,
    );
  });

  it('refuses a template that the app would see a difference of, unless --lenient', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'user-pool-cli-'));
    const file = path.join(folder, 'a.json');
    const Properties = { LambdaConfig: { PreTokenGeneration: 'arn:aws:lambda:x' } };
    const Pool = { Type: 'AWS::Cognito::UserPool', Properties };
    writeFileSync(file, JSON.stringify({ Resources: { Pool } }));
    const { code, message } = await failure('--port', '0', '--template', file);
    expect(code).toBe(2);
    expect(message).toMatch(/\n {2}Pool.LambdaConfig.PreTokenGeneration is a trigger/);
    const child = run('--port', '0', '--json', '--template', file, '--lenient');
    const errors = text(child.stderr);
    await firstLine(child);
    child.kill('SIGINT');
    expect(await errors).toMatch(/\n {2}Pool.LambdaConfig.PreTokenGeneration is a trigger/);
    rmSync(folder, { recursive: true });
  });
});
