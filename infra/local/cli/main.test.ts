import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { cli, cliRuns } from '../testing/cli-runs';
import {
  authorizationQuery,
  locationOf,
  postToken,
  signInForTokens,
  TestBrowser,
} from '../testing/test-browser';

describe('the command', { timeout: 30_000 }, () => {
  const { bundle, start, run, firstLine, failure } = cliRuns();

  it('prints one line of JSON and stops at SIGTERM', async () => {
    const options = ['--port', '0', '--json', '--user', 'a@b.example:pass:word'];
    const child = start(['--import', 'tsx', cli, ...options]); // as it is started from its sources
    const facts = JSON.parse(await firstLine(child));
    expect(Object.keys(facts)).toEqual([
      'issuer',
      'domain',
      'clientId',
      'clientSecret',
      'redirectUris',
      'signOutUris',
      'user',
      'inbox',
      'allowedOrigins',
      'apiOrigins',
      'apiScopes',
      'certificate',
    ]);
    expect((await fetch(facts.inbox)).status).toBe(200);
    expect(facts.user).toEqual({ username: 'a@b.example', password: 'pass:word' });
    const document = await fetch(`${facts.issuer}/.well-known/openid-configuration`);
    expect(document.status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('tells a person what it is, how to sign in and what to set', async () => {
    const child = run('--port', '0', '--api');
    const output = text(child.stdout);
    await once(child.stdout, 'readable');
    child.kill('SIGINT');
    const welcome = await output;
    expect(welcome).toMatch(/^ *COGNITO_API_ORIGINS=http:\/\/127\.0\.0\.1:\d+$/m);
    expect(welcome).toMatch(/^ *COGNITO_SCOPES='openid profile email notes\/read notes\/write'$/m);
    expect(welcome).toContain('FOR DEVELOPMENT ONLY');
    expect(welcome).toContain('demo@example.com');
    expect(welcome).toMatch(/^ *COGNITO_ISSUER=http:\/\/127\.0\.0\.1:\d+\/local_Dev000001$/m);
    expect(welcome).toMatch(/^ *COGNITO_DOMAIN=http:\/\/127\.0\.0\.1:\d+$/m);
    expect(welcome).toMatch(/^ *COGNITO_CLIENT_ID=\w+$/m);
  });

  it('serves by HTTPS and says in a line how to trust that', async () => {
    const home = mkdtempSync(path.join(tmpdir(), 'user-pool-home-'));
    const env = { ...process.env, HOME: home, USERPROFILE: home };
    const child = start([bundle, '--port', '0', '--https'], env);
    const output = text(child.stdout);
    await once(child.stdout, 'readable');
    const cert = path.join(home, '.cognito-local-user-pool', 'cert.pem');
    expect(readFileSync(cert, 'utf8')).toContain('BEGIN CERTIFICATE');
    child.kill('SIGINT');
    const welcome = await output;
    expect(welcome).toMatch(/^ *COGNITO_ISSUER=https:\/\/127\.0\.0\.1:\d+\/local_Dev000001$/m);
    expect(welcome).toMatch(/^ *COGNITO_DOMAIN=https:\/\/127\.0\.0\.1:\d+$/m);
    const line = welcome.split('\n').find((each) => each.includes('NODE_EXTRA_CA_CERTS')) ?? '';
    expect(line).toContain(`NODE_EXTRA_CA_CERTS=${cert} `);
    expect(line).toMatch(/--ignore-certificate-errors-spki-list=[\w+/]{43}= /);
    rmSync(home, { recursive: true });
  });

  it('has no pages and no inbox without a domain', async () => {
    const child = run('--port', '0', '--no-domain', '--json');
    const facts = JSON.parse(await firstLine(child));
    expect(facts).toMatchObject({ domain: '', inbox: null });
    expect((await fetch(`${facts.issuer}/.well-known/jwks.json`)).status).toBe(200);
    child.kill('SIGINT');

    const told = run('--port', '0', '--no-domain');
    const output = text(told.stdout);
    await once(told.stdout, 'readable');
    told.kill('SIGINT');
    expect(await output).toMatch(/Inbox +none/);
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
    [['--host', '192.0.2.1'], '--allow-network'],
    [['--host', '0.0.0.0', '--allow-network'], '--host'],
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
    expect(message.trim()).toMatch(/^Port \d+ on 127\.0\.0\.1 is taken .*--port N.*$/);
    expect(message).toContain(`Port ${port} `);
  });

  it('ends within a second of Ctrl-C, with connections open', async () => {
    const child = run('--port', '0', '--json');
    const { domain } = JSON.parse(await firstLine(child));
    const { hostname, port } = new URL(domain);
    const idle = connect(Number(port), hostname);
    const asking = connect(Number(port), hostname);
    await Promise.all([once(idle, 'connect'), once(asking, 'connect')]);
    asking.write('POST /oauth2/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n');
    const kept = await fetch(`${domain}/login`);
    await kept.text();
    const cut = Promise.all([once(idle, 'close'), once(asking, 'close')]);
    for (const socket of [idle, asking]) socket.on('error', () => undefined);
    const started = performance.now();
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(performance.now() - started).toBeLessThan(1000);
    await cut;
  });

  it('is killed while it is busy, and the next run knows the last token that it gave', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'user-pool-cli-'));
    const args = ['--port', '0', '--json', '--state', path.join(folder, 'state.json')];
    let refreshToken: string | undefined;
    for (let round = 0; round < 3; round++) {
      // With grace: the kill may come between rotating a token and answering.
      const child = run(...args, '--rotation', '60');
      const pool = JSON.parse(await firstLine(child));
      refreshToken ??= (await signInForTokens(pool)).refresh_token;
      let isBusy = false;
      for (;;) {
        const fields = { grant_type: 'refresh_token', refresh_token: refreshToken };
        const answer = await postToken(pool, fields)
          .then((response) => response.json())
          .catch(() => undefined);
        if (!answer) break;
        refreshToken = answer.refresh_token as string;
        // Not before it is busy, however slow the machine is.
        if (!isBusy) setTimeout(() => child.kill('SIGKILL'), 50 + Math.random() * 150);
        isBusy = true;
      }
      expect(isBusy).toBe(true);
    }
    rmSync(folder, { recursive: true });
  });

  it('rotates, shortens and confirms as told, for people from a file', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'user-pool-cli-'));
    const seed = path.join(folder, 'users.json');
    writeFileSync(seed, JSON.stringify([{ username: 'a@b.example', password: 'Passw0rd!a' }]));
    const options = ['--rotate-refresh', '--access-ttl', '300', '--managed', '--auto-confirm'];
    const child = run('--port', '0', '--json', '--seed', seed, ...options);
    const pool = JSON.parse(await firstLine(child));
    expect(pool.user.username).toBe('a@b.example');
    const tokens = await signInForTokens(pool);
    expect(tokens.expires_in).toBe(300);
    const fields = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    expect(await (await postToken(pool, fields)).json()).toHaveProperty('refresh_token');
    const browser = new TestBrowser(pool);
    const none = await browser.get(
      `/oauth2/authorize?${authorizationQuery(pool, { prompt: 'none' })}`,
    );
    expect(locationOf(none).searchParams.get('error')).toBe('login_required');
    const newcomer = { username: 'new@b.example', password: 'Str0ng!word' };
    const back = await browser.submit(`/signup?${authorizationQuery(pool)}`, newcomer);
    expect(locationOf(back).searchParams.has('code')).toBe(true);
    rmSync(folder, { recursive: true });
  });

  it('keeps standard output to the one line of --json', async () => {
    const child = run('--port', '0', '--json');
    const output = text(child.stdout);
    const pool = JSON.parse(await firstLine(child));
    const newcomer = { username: 'new@b.example', password: 'Str0ng!word' };
    const browser = new TestBrowser(pool);
    await browser.submit(`/signup?${authorizationQuery(pool)}`, newcomer);
    child.kill('SIGINT');
    expect((await output).match(/\n/g)).toHaveLength(1);
  });

  it('explains itself with --help', async () => {
    const help = await text(run('--help').stdout);
    for (const line of help.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(help).toContain('Usage: npx cognito-local-user-pool');
    expect(help).toMatch(/Default redirect URIs:\n {2}http:\/\/localhost:5000\n/);
  });
});
