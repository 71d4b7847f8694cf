import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cognito, loadedFrom, problemsOf } from '../../../tests/support/config/load';
import { identity } from '../../shared/identity';
import { type ConfigSources, loadConfig } from './index';
import { receiverKeys } from './keys';
import { policyFile } from './policy-file';

let folder: string;
beforeEach(async () => {
  // macOS has a link to its temporary folder.
  folder = await realpath(await mkdtemp(join(tmpdir(), 'locked-')));
});
afterEach(() => rm(folder, { recursive: true }));

const evil = 'https://evil.example';
const ofAttacker: Record<string, unknown> = {
  region: 'us-east-1',
  userPoolId: 'us-east-1_Evil1',
  domain: evil,
  issuer: evil,
  clientId: 'evil',
  flows: ['private-scheme'],
  redirectUri: 'com.evil.app://callback',
  signOutUri: 'com.evil.app://bye',
  loopbackRedirectUris: ['http://127.0.0.1:1/callback'],
  bouncePage: `${evil}/bounce`,
  allowedOrigins: [evil],
  tokenOrigins: [evil],
  apiOrigins: ['http://127.0.0.1:1'],
};

const nameOf = (key: string) => `COGNITO_${key.replaceAll(/[A-Z]/g, '_$&').toUpperCase()}`;
const variable = (key: string) => ({ [nameOf(key)]: [ofAttacker[key]].flat().join(' ') });

describe('SEC-74: in a packaged app with a built-in provider,', () => {
  const packaged = { isPackaged: true } as const;

  it.each(Object.keys(ofAttacker))('%s cannot be changed by the user', async (key) => {
    const builtIn = await loadedFrom(cognito, packaged);
    expect(await loadedFrom(cognito, { ...packaged, env: variable(key) })).toEqual(builtIn);
    await writeFile(join(folder, 'config.json'), JSON.stringify({ [key]: ofAttacker[key] }));
    expect(await loadedFrom(cognito, { ...packaged, userDataDir: folder })).toEqual(builtIn);
  });

  it('these are all settings that decide where codes and tokens go', () => {
    expect(receiverKeys.toSorted()).toEqual(Object.keys(ofAttacker).toSorted());
  });

  it('the built-in value counts, also next to another one', async () => {
    const apiOrigins = ['https://api.example.com'];
    const sources = { ...packaged, env: variable('apiOrigins') };
    const { api } = await loadedFrom({ ...cognito, apiOrigins }, sources);
    expect(api?.origins).toEqual(apiOrigins);
  });

  it('other settings can be changed', async () => {
    const env = { COGNITO_IDLE_LIMIT_MINUTES: '5' };
    const { limits } = await loadedFrom(cognito, { ...packaged, env });
    expect(limits.idleMs).toBe(300_000);
  });

  it('what was used and what was ignored is known by name', async () => {
    const env = { ...variable('apiOrigins'), COGNITO_SCOPES: 'openid' };
    const baked = JSON.stringify(cognito);
    const result = await loadConfig({ env, argv: [], userDataDir: folder, baked, ...packaged });
    expect(result).toMatchObject({
      origins: {
        used: { environment: ['scopes'], 'built in': ['domain', 'userPoolId', 'clientId'] },
        ignored: { environment: ['apiOrigins'] },
      },
    });
  });

  it('no file of the command line counts', async () => {
    const file = join(folder, 'other.json');
    await writeFile(file, JSON.stringify({ scopes: ['openid', 'phone'], apiOrigins: [evil] }));
    const argv = ['app', '--config', file];
    const config = await loadedFrom(cognito, { ...packaged, argv });
    expect(config).toEqual(await loadedFrom(cognito, packaged));
    expect(await loadedFrom(cognito, { argv })).toMatchObject({ scopes: ['openid', 'phone'] });
  });
});

it('a packaged app without a built-in provider takes it from the user’s file', async () => {
  await writeFile(
    join(folder, 'config.json'),
    JSON.stringify({ ...cognito, apiOrigins: ['https://api.example.com'] }),
  );
  const baked = JSON.stringify({ scopes: ['openid'] });
  const result = await loadConfig({
    env: {},
    argv: [],
    userDataDir: folder,
    baked,
    isPackaged: true,
  });
  expect(result).toMatchObject({
    ok: true,
    config: { clientId: 'client1', api: { origins: ['https://api.example.com'] } },
  });
});

it('in development, every source counts', async () => {
  const { api } = await loadedFrom(cognito, { env: variable('apiOrigins') });
  expect(api?.origins).toEqual(['http://127.0.0.1:1']);
});

describe('SEC-75: --config', () => {
  const link = `${identity.redirectScheme}://auth/callback?code=a`;
  let file: string;
  beforeEach(async () => {
    file = join(folder, 'other.json');
    await writeFile(file, JSON.stringify({ clientId: 'evil' }));
  });

  it.each<[string, (file: string) => readonly string[]]>([
    ['after --', (file) => ['app', '--', `--config=${file}`]],
    ['after -- and a link', (file) => ['app', '--', link, `--config=${file}`]],
    ['before a link', (file) => ['app', `--config=${file}`, link]],
    ['before -- and a link', (file) => ['app', '--config', file, '--', link]],
    ['with a link in capitals', (file) => ['app', `--config=${file}`, ` ${link.toUpperCase()}`]],
  ])('does not count %s', async (_, argv) => {
    expect(await loadedFrom(cognito, { argv: argv(file) })).toMatchObject({ clientId: 'client1' });
  });

  it('counts before --', async () => {
    const argv = ['app', '--config', file, '--'];
    expect(await loadedFrom(cognito, { argv })).toMatchObject({ clientId: 'evil' });
  });
});

describe.skipIf(process.platform === 'win32')('SEC-74: the policy file', () => {
  const owner = process.getuid?.() ?? 0;
  const settings = { ...cognito, clientId: 'policy', apiOrigins: ['https://api.example.com'] };
  let path: string;
  let sources: Partial<ConfigSources>;
  beforeEach(async () => {
    path = join(folder, 'etc', 'app', 'policy.json');
    await mkdir(dirname(path), { recursive: true, mode: 0o755 });
    await writeFile(path, JSON.stringify(settings), { mode: 0o644 });
    const policy = { path, owner, top: folder };
    sources = { isPackaged: true, baked: JSON.stringify(cognito), policy };
  });

  it('wins over all that is built in, set and written by the user', async () => {
    const env = { COGNITO_CLIENT_ID: 'evil', COGNITO_SCOPES: 'openid', ...variable('apiOrigins') };
    await writeFile(path, JSON.stringify({ ...settings, scopes: ['openid', 'email'] }));
    expect(await loadedFrom({}, { ...sources, env })).toMatchObject({
      clientId: 'policy',
      scopes: ['openid', 'email'],
      api: { origins: ['https://api.example.com'] },
    });
  });

  it('may have a feed of updates, unlike the user’s file', async () => {
    const updates = {
      updateFeed: 'https://downloads.example.com/app/',
      updateKeys: ['11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'], // RFC 8037, appendix A.2
    };
    await writeFile(path, JSON.stringify({ ...settings, ...updates }));
    const config = await loadedFrom(cognito, { ...sources, baked: '' });
    expect(config.updates?.feed).toBe(updates.updateFeed);
  });

  it('locks an app without a built-in configuration', async () => {
    const env = { COGNITO_CLIENT_ID: 'evil' };
    const config = await loadedFrom({}, { ...sources, baked: '', env });
    expect(config).toMatchObject({ clientId: 'policy' });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a file that the group can write to', () => chmod(path, 0o664)],
    ['a file that all can write to', () => chmod(path, 0o646)],
    ['a folder that the group can write to', () => chmod(dirname(path), 0o775)],
    ['a folder above that all can write to', () => chmod(join(folder, 'etc'), 0o757)],
    ['a folder above with the sticky bit', () => chmod(join(folder, 'etc'), 0o1777)],
    [
      'a link to a file',
      async () => {
        await writeFile(join(folder, 'other.json'), JSON.stringify(settings));
        await rm(path);
        await symlink(join(folder, 'other.json'), path);
      },
    ],
    [
      'a folder in its place',
      async () => {
        await rm(path);
        await mkdir(path);
      },
    ],
  ])('is refused if it is, or is in, %s', async (_, change) => {
    await change();
    const problems = await problemsOf(sources);
    expect(problems).toMatchObject([
      { key: '(file)', source: path, problem: expect.stringContaining('is not trusted') },
    ]);
  });

  it('is refused if it belongs to another user', async () => {
    const policy = { path, owner: owner + 1, top: folder };
    expect(await problemsOf({ ...sources, policy })).toMatchObject([
      { problem: expect.stringContaining('does not belong to root') },
    ]);
  });

  it('is refused below a folder that all can write to', async () => {
    const policy = { path, owner };
    expect(await problemsOf({ ...sources, policy })).toMatchObject([{ key: '(file)' }]);
  });

  it('may be absent', async () => {
    await rm(dirname(path), { recursive: true });
    expect(await loadedFrom(cognito, sources)).toMatchObject({ clientId: 'client1' });
  });
});

it('the policy file is where only administrators can write', () => {
  expect(policyFile('linux')).toEqual({ path: `/etc/${identity.name}/policy.json` });
  const path = `/Library/Application Support/${identity.name}/policy.json`;
  expect(policyFile('darwin')).toEqual({ path });
  expect(policyFile('win32')).toBeUndefined();
});
