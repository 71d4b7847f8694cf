import { execFileSync, type StdioOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserPool } from '../index';
import { postToken, signInForTokens } from '../testing/test-browser';

const shell = process.platform === 'win32';
const packageName = 'cognito-local-user-pool';
const main = fileURLToPath(new URL('main.ts', import.meta.url));

describe('the package', { timeout: 60_000 }, () => {
  /** The project of somebody else. */
  let folder: string;
  let tarball: string;
  const installed = () => path.join(folder, 'node_modules', packageName);

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'user-pool-package-'));
    const packing = ['--import', 'tsx', main, path.join(folder, 'packed')];
    tarball = execFileSync(process.execPath, packing, { encoding: 'utf8' }).trim();
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
    const args = ['install', '--offline', '--no-audit', '--no-fund', tarball];
    execFileSync('npm', args, { cwd: folder, stdio: 'pipe', shell });
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('brings nothing but itself, with its licence and those of what is in it', () => {
    const modules = readdirSync(path.join(folder, 'node_modules'));
    expect(modules.filter((name) => !name.startsWith('.'))).toEqual([packageName]);
    const manifest = JSON.parse(readFileSync(path.join(installed(), 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({ license: 'MIT', engines: { node: '>=20.19.0' } });
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest).not.toHaveProperty('private');
    expect(readdirSync(installed())).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'THIRD-PARTY.txt', 'index.js', 'cli.js']),
    );
    const notices = readFileSync(path.join(installed(), 'THIRD-PARTY.txt'), 'utf8');
    for (const name of ['hono', 'jose', 'oidc-provider', 'otpauth'])
      expect(notices).toContain(`\n${name}\n`);
  });

  it('runs as a command, and people sign in', async () => {
    const args = ['--no-install', packageName, '--json', '--port', '0', '--exit-with-parent'];
    const child = spawn('npx', args, { cwd: folder, shell, stdio: ['pipe', 'pipe', 'inherit'] });
    const [line] = await once(createInterface(child.stdout), 'line');
    const pool = JSON.parse(line) as UserPool;
    const tokens = await signInForTokens(pool);
    expect(tokens).toHaveProperty('id_token');
    const fields = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    expect((await postToken(pool, fields)).status).toBe(200);
    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('runs from the tarball alone in an empty folder, until Ctrl-C', async () => {
    const empty = mkdtempSync(path.join(tmpdir(), 'user-pool-empty-'));
    // A cache of its own, since npx installs it there.
    const env = { ...process.env, npm_config_cache: path.join(folder, 'cache') };
    const npx = ['--yes', '--offline', '--package', tarball, '--', packageName];
    const args = [...npx, '--json', '--port', '0'];
    const stdio: StdioOptions = ['ignore', 'pipe', 'inherit'];
    // A group of its own, as a terminal has it: Ctrl-C goes to all of it.
    const child = spawn('npx', args, { cwd: empty, env, shell, stdio, detached: true });
    const output = child.stdout as Readable;
    const [line] = await once(createInterface(output), 'line');
    const pool = JSON.parse(line) as UserPool;
    expect((await fetch(pool.domain)).status).toBe(200);
    process.kill(-(child.pid ?? 0), 'SIGINT');
    await once(child, 'exit');
    await expect.poll(() => fetch(pool.domain).catch(() => 'gone')).toBe('gone');
    expect(readdirSync(empty)).toEqual([]);
    rmSync(empty, { recursive: true });
  });

  it('calls itself by its own name', () => {
    const cli = path.join(installed(), 'cli.js');
    const help = execFileSync(process.execPath, [cli, '--help'], { encoding: 'utf8' });
    expect(help).toContain(`Usage: npx ${packageName} [options]`);
  });

  it('takes a template, and says what is wrong with it', () => {
    const cli = path.join(installed(), 'cli.js');
    const template = path.join(folder, 'template.yaml');
    writeFileSync(template, 'Resources: { Pool: !Reff x }');
    const { status, stderr } = spawnSync(process.execPath, [cli, '--template', template], {
      encoding: 'utf8',
    });
    expect(stderr).toContain(`--template ${template}: line 1, column 20: Unresolved tag: !Reff.`);
    expect(status).toBe(2);
  });

  it('is imported by a plain module', () => {
    const script = `import { createCertificate, startUserPool, UserPoolError } from '${packageName}';
      const pool = await startUserPool({ demoProviders: ['Google'] });
      await fetch(pool.demoProvider.issuer + '/.well-known/openid-configuration');
      const response = await fetch(pool.issuer + '/.well-known/openid-configuration');
      const refusal = await startUserPool({ host: '192.0.2.1' }).catch((error) => error);
      const { cert } = await createCertificate();
      console.log((await response.json()).issuer === pool.issuer, refusal instanceof UserPoolError, cert.length > 500);
      await pool.close();`;
    writeFileSync(path.join(folder, 'use.mjs'), script);
    const output = execFileSync(process.execPath, ['use.mjs'], { cwd: folder, encoding: 'utf8' });
    expect(output.trim()).toBe('true true true');
  });

  it('has types that hold in a strict project, and that refuse what is wrong', () => {
    const good = `import { startUserPool, type Fault, type UserPool } from '${packageName}';
      const fault: Fault = { kind: 'slow-body', ms: 20 };
      const pool: UserPool = await startUserPool({ host: '::1', refreshTokenRotation: { graceSeconds: 5 } });
      pool.faults.set('/oauth2/token', fault, { after: 1, times: 1 });
      pool.hooks.idToken = ({ claims, header }) => ({ claims: { ...claims, aud: 'x' }, header });
      export const names: string[] = pool.users.list().map(({ email }) => email);`;
    const bad = `
      pool.faults.set('/oauth2/token', { kind: 'explode' });
      const port: string = pool.requests.length;`;
    expect(typeErrors(good)).toEqual([]);
    expect(typeErrors(good + bad)).toEqual([
      expect.stringContaining('explode'),
      expect.any(String),
    ]);
  });

  /** What the compiler says of a file in that project. */
  function typeErrors(source: string): string[] {
    writeFileSync(path.join(folder, 'use.mts'), source);
    const compilerOptions = {
      module: 'NodeNext',
      target: 'ES2022',
      lib: ['ES2023', 'DOM'],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
    };
    const config = JSON.stringify({ compilerOptions, files: ['use.mts'] });
    writeFileSync(path.join(folder, 'tsconfig.json'), config);
    const tsc = fileURLToPath(new URL('../../../node_modules/typescript/bin/tsc', import.meta.url));
    try {
      execFileSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], { cwd: folder });
      return [];
    } catch (error) {
      const lines = String((error as { stdout: Buffer }).stdout).split('\n');
      return lines.filter((line) => line.includes('error TS'));
    }
  }
});
