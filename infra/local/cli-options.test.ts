import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCommandLine } from './cli-options';

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
