import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UserPoolOptions } from '../index';
import { flags, parseCommandLine } from './options';
import { usage } from './usage';

describe('the command line', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'user-pool-seed-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const pool = (...args: string[]) => parseCommandLine(args).pool;

  function seedFile(text: string): string {
    const file = path.join(folder, 'users.json');
    writeFileSync(file, text);
    return file;
  }

  it.each([
    [['--rotate-refresh'], { refreshTokenRotation: { graceSeconds: 0 } }],
    [['--rotation', '30', '--rotate-refresh'], { refreshTokenRotation: { graceSeconds: 30 } }],
    [['--access-ttl', '300'], { tokenLifetimes: { access: 300 } }],
    [['--access-ttl', '86400', '--id-ttl', '301'], { tokenLifetimes: { access: 86_400, id: 301 } }],
    [['--refresh-ttl', '315360000'], { tokenLifetimes: { refresh: 315_360_000 } }],
    [['--no-sign-up'], { adminCreateUserOnly: true, hasDomain: true }],
    [['--no-domain'], { hasDomain: false, adminCreateUserOnly: false }],
    [['--client-id', 'mine', '--implicit'], { clientId: 'mine', implicitGrant: true }],
    [['--scope', 'openid', '--scope', 'email'], { scopes: ['openid', 'email'] }],
    [['--managed', '--mfa'], { managedLogin: true, mfa: true }],
    [['--idp', 'Google', '--idp', 'Facebook'], { demoProviders: ['Google', 'Facebook'] }],
    [['--host', '::1'], { host: '::1', allowNetwork: false }],
    [['--host', '192.0.2.1', '--allow-network'], { host: '192.0.2.1', allowNetwork: true }],
    [['--auto-confirm', '--require-pkce'], { autoConfirm: true, requirePkce: true }],
    [['--redirect-uri', 'a://b', '--redirect-uri', 'c://d'], { redirectUris: ['a://b', 'c://d'] }],
    [['--sign-out-uri', 'a://b'], { signOutUris: ['a://b'] }],
    [['--port', '5'], { port: 5 }],
    [['--state', 'pool.json'], { dataFile: 'pool.json' }],
    [['--data-file', 'pool.json'], { dataFile: 'pool.json' }],
  ])('takes %j', (args, options) => {
    expect(pool(...args)).toMatchObject(options);
  });

  it.each([
    ['id', '299'],
    ['access', '86401'],
    ['refresh', '3599'],
    ['refresh', '315360001'],
  ])('refuses --%s-ttl %s', (kind, seconds) => {
    expect(() => pool(`--${kind}-ttl`, seconds)).toThrow(
      expect.objectContaining({
        code: 'bad_option',
        message: expect.stringMatching(`--${kind}-ttl needs \\d+ to \\d+ seconds`),
      }),
    );
  });

  it('has an option for all that a pool can be started with, but for what takes code', () => {
    // The compiler wants a line here for every new option of the pool.
    const byOption = {
      port: 'port',
      host: 'host',
      allowNetwork: 'allow-network',
      https: 'https',
      hasDomain: 'no-domain',
      clientId: 'client-id',
      redirectUris: 'redirect-uri',
      signOutUris: 'sign-out-uri',
      scopes: 'scope',
      refreshTokenRotation: 'rotation',
      tokenLifetimes: 'access-ttl',
      implicitGrant: 'implicit',
      client: 'template',
      clients: 'seed',
      resourceServers: 'seed',
      users: 'user',
      groups: 'seed',
      adminCreateUserOnly: 'no-sign-up',
      autoConfirm: 'auto-confirm',
      preSignUp: 'template',
      passwordMinimumLength: 'template',
      passwordKinds: 'template',
      usernameCaseSensitive: 'template',
      requirePkce: 'require-pkce',
      managedLogin: 'managed',
      mfa: 'mfa',
      identityProviders: 'idp',
      demoProviders: 'idp',
      sampleApi: 'api',
      dataFile: 'state',
      recordSecrets: null,
      signingKeys: null,
      clock: null,
      log: null,
      hooks: null,
    } satisfies Record<keyof UserPoolOptions, keyof typeof flags | null>;
    const named = Object.values(byOption).filter((flag) => flag !== null);
    const ofTemplate = [
      ...['parameter', 'region', 'account'],
      ...['template-pool', 'template-client', 'lenient'],
    ];
    const further = ['idp-client-id', 'idp-client-secret', 'id-ttl', 'refresh-ttl'];
    const aliases = ['rotate-refresh', 'data-file'];
    const aboutTheRun = ['json', 'exit-with-parent', 'help'];
    const all = new Set([...named, ...ofTemplate, ...further, ...aliases, ...aboutTheRun]);
    expect([...all].sort()).toEqual(Object.keys(flags).sort());
  });

  it('has the same options in --help and in the README', () => {
    const known = Object.keys(flags).sort();
    const uris = { redirectUris: [], signOutUris: [] };
    const text = usage({ command: 'pool', ...uris });
    const help = [...text.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, name]) => name);
    expect([...new Set(help)].sort()).toEqual(known);
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const table = /\n## Options\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '';
    const firstCells = [...table.matchAll(/^\|([^|]+)\|/gm)].map(([, cell]) => cell).join();
    const documented = [...firstCells.matchAll(/`--([a-z-]+)/g)].map(([, name]) => name);
    expect([...new Set(documented)].sort()).toEqual(known);
  });

  it('registers real providers, each with the settings that follow it', () => {
    const args = [
      '--idp',
      'Corp=https://a.example/t=1',
      '--idp-client-id',
      'one',
      '--idp',
      'Google',
    ];
    const more = [
      '--idp-client-secret',
      'hush',
      '--idp=Other=http://localhost:9',
      '--idp-client-id=2',
    ];
    expect(pool(...args, ...more)).toMatchObject({
      demoProviders: ['Google'],
      identityProviders: [
        { name: 'Corp', issuer: 'https://a.example/t=1', clientId: 'one', clientSecret: 'hush' },
        { name: 'Other', issuer: 'http://localhost:9', clientId: '2' },
      ],
    });
  });

  it.each([
    [['--idp-client-secret', 'hush'], '--idp NAME=ISSUER'],
    [['--idp', 'Google', '--idp-client-secret', 'hush'], '--idp NAME=ISSUER'],
    [['--idp', 'Corp=https://a.example', '--idp-client-secret', 'hush'], '--idp-client-id'],
  ])('refuses %j without repeating a secret', (args, word) => {
    expect(() => pool(...args)).toThrow(
      expect.objectContaining({ code: 'bad_option', message: expect.stringContaining(word) }),
    );
    expect(() => pool(...args)).not.toThrow(/hush/);
  });

  it('takes redirect URIs beside a template only if the template has none', () => {
    const folder = fileURLToPath(new URL('../testing', import.meta.url));
    const uris = ['--redirect-uri', 'a://b', '--sign-out-uri', 'a://c'];
    const args = (file: string) => ['--template', `${folder}/${file}`, ...uris];
    const { pool, differences } = parseCommandLine(args('templates/single-page-app.yaml'));
    expect(pool).toMatchObject({ redirectUris: ['a://b'], signOutUris: ['a://c'] });
    expect(differences).toHaveLength(4);
    expect(() => parseCommandLine(args('small-template.yaml'))).toThrow(
      "--redirect-uri and --template don't go together",
    );
  });

  it('takes region, account and selection for a template', () => {
    const file = fileURLToPath(new URL('../testing/templates/several-pools.yaml', import.meta.url));
    const args = ['--template', file, '--region', 'eusc-de-east-1', '--account', '1'];
    const { pool } = parseCommandLine([...args, '--template-pool', 'Operators']);
    expect(pool.groups).toEqual([{ name: 'operators' }]);
    expect(() => parseCommandLine(args)).toThrow('--template-pool NAME: Tenants, Operators');
  });

  it('takes a template for all but people, client id and place', () => {
    const template = fileURLToPath(new URL('../testing/small-template.yaml', import.meta.url));
    const seed = seedFile(JSON.stringify({ groups: [{ name: 'more' }] }));
    const args = ['--template', template, '--parameter', 'AccessTokenMinutes=5', '--seed', seed];
    const options = pool(...args, '--client-id', 'mine', '--user', 'c@d.example:x', '--port', '5');
    expect(options).toMatchObject({
      port: 5,
      clientId: 'mine',
      client: { tokenLifetimes: { access: 300 } },
      users: [{ username: 'c@d.example' }],
    });
    expect(options.groups?.map(({ name }) => name)).toEqual(['staff', 'more']);
    expect(options).not.toHaveProperty('redirectUris');
  });

  it.each([
    [['--template', 'a.yaml', '--scope', 'openid'], '--scope and --template'],
    [['--template', 'a.yaml', '--managed'], '--managed and --template'],
    [['--template', 'nowhere.yaml'], '--template nowhere.yaml: the file cannot be read (ENOENT).'],
    [['--parameter', 'A=1'], '--parameter belongs to a --template.'],
    [['--lenient'], '--lenient belongs to a --template.'],
    [['--region', 'us-east-1'], '--region belongs to a --template.'],
    [['--template', 'a.yaml', '--parameter', 'A'], '--parameter needs NAME=VALUE.'],
    [['--template', 'a.yaml', '--parameter', 'A=1', '--parameter=A=2'], 'A is given twice'],
  ])('refuses %j', (args, message) => {
    expect(() => pool(...args)).toThrow(
      expect.objectContaining({ code: 'bad_option', message: expect.stringContaining(message) }),
    );
  });

  it('reads people from a file, and further ones from the command line', () => {
    const person = { username: 'a@b.example', password: 'secret', groups: ['staff'], mfa: 'totp' };
    const file = seedFile(JSON.stringify([person]));
    expect(pool('--seed', file, '--user', 'c@d.example:x').users).toEqual([
      person,
      { username: 'c@d.example', password: 'x' },
    ]);
    expect(pool()).not.toHaveProperty('users');
  });

  it.each(['hush', '{"password":"hush"}', '[{"username":"a@b.example","password":["hush"]}]'])(
    'refuses the seed file %s without repeating it',
    (text) => {
      const file = seedFile(text);
      expect(() => pool('--seed', file)).toThrow(
        expect.objectContaining({ code: 'bad_option', message: expect.stringContaining(file) }),
      );
      expect(() => pool('--seed', file)).not.toThrow(/hush/);
    },
  );
});
