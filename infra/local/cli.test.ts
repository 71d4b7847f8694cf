import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));
type Child = ChildProcessByStdio<Writable, Readable, Readable>;

describe('npm run pool', { timeout: 30_000 }, () => {
  const children: Child[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  function run(...args: string[]): Child {
    const child = spawn(process.execPath, ['--import', 'tsx', cli, ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    children.push(child);
    return child;
  }

  async function firstLine(child: Child): Promise<string> {
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return line;
  }

  async function failure(...args: string[]): Promise<{ code: number; message: string }> {
    const child = run(...args);
    const [message, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    return { code, message };
  }

  it('prints one line of JSON and stops at SIGTERM', async () => {
    const child = run('--port', '0', '--json', '--user', 'a@b.example:pass:word');
    const facts = JSON.parse(await firstLine(child));
    expect(Object.keys(facts)).toEqual([
      'issuer',
      'domain',
      'clientId',
      'redirectUris',
      'signOutUris',
      'user',
      'inbox',
      'allowedOrigins',
    ]);
    expect((await fetch(facts.inbox)).status).toBe(200);
    expect(facts.user).toEqual({ username: 'a@b.example', password: 'pass:word' });
    const document = await fetch(`${facts.issuer}/.well-known/openid-configuration`);
    expect(document.status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('tells a person what it is, how to sign in and what to set', async () => {
    const child = run('--port', '0');
    const output = text(child.stdout);
    await once(child.stdout, 'readable');
    child.kill('SIGINT');
    const welcome = await output;
    expect(welcome).toContain('FOR DEVELOPMENT ONLY');
    expect(welcome).toContain('demo@example.com');
    expect(welcome).toMatch(/^ *COGNITO_ISSUER=http:\/\/127\.0\.0\.1:\d+\/local_Dev000001$/m);
    expect(welcome).toMatch(/^ *COGNITO_DOMAIN=http:\/\/127\.0\.0\.1:\d+$/m);
    expect(welcome).toMatch(/^ *COGNITO_CLIENT_ID=\w+$/m);
  });

  it('tells which other origins the sign-in window has to let in', async () => {
    const real = ['--idp', 'Corp=https://login.example', '--idp-client-id', 'pool'];
    const args = ['--port', '0', '--idp', 'Google', ...real];
    const facts = JSON.parse(await firstLine(run(...args, '--json')));
    const [corp, demo] = facts.allowedOrigins;
    expect(corp).toBe('https://login.example');
    const discovery = await fetch(`${demo}/.well-known/openid-configuration`);
    expect(await discovery.json()).toMatchObject({ issuer: demo });

    const child = run(...args);
    const output = text(child.stdout);
    await once(child.stdout, 'readable');
    child.kill('SIGINT');
    expect(await output).toMatch(
      /^ *COGNITO_ALLOWED_ORIGINS='https:\/\/login\.example http:\/\/127\.0\.0\.1:\d+'$/m,
    );
  });

  it('ends with its parent only where asked', async () => {
    const child = run('--port', '0', '--json', '--exit-with-parent');
    await firstLine(child);
    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([0, null]);

    const stays = run('--port', '0', '--json');
    const { domain } = JSON.parse(await firstLine(stays));
    stays.stdin.end();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await fetch(domain)).status).toBe(200);
  });

  it.each([
    [['--bogus'], '--bogus'],
    [['--port', 'many'], '--port'],
    [['--rotation', '61'], '60 seconds'],
    [['--redirect-uri', 'nowhere'], 'nowhere'],
    [['--access-ttl', '299'], '--access-ttl'],
    [['--seed', 'nowhere.json'], 'nowhere.json'],
    [['--user', 'secretive'], '--user needs EMAIL:PASSWORD'],
  ])('refuses %j with exit code 2', async (args, word) => {
    const { code, message } = await failure('--port', '0', ...args);
    expect(code).toBe(2);
    expect(message).toContain(word);
    expect(message).not.toContain('secretive');
    expect(message).not.toMatch(/^\s+at /m);
  });

  it('says in a line that the port is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, message } = await failure('--port', String(port));
    server.close();
    expect(code).toBe(1);
    expect(message.trim()).toMatch(/^Port \d+ on 127\.0\.0\.1 is taken.*$/);
  });

  it('explains itself with --help', async () => {
    const help = await text(run('--help').stdout);
    expect(help).toContain('Usage: npm run pool');
    const source = readFileSync(new URL('./cli-options.ts', import.meta.url), 'utf8');
    const options = [...source.matchAll(/^ {8}'?([a-z-]+)'?: \{ type: /gm)].map(([, name]) => name);
    expect(options.length).toBeGreaterThan(15);
    for (const option of options) expect(help).toContain(`\n  --${option} `);
  });
});
