import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSeedFile } from './seed-file';

describe('a seed file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'user-pool-seed-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function seedFile(contents: unknown): string {
    const file = path.join(folder, 'seed.json');
    writeFileSync(file, typeof contents === 'string' ? contents : JSON.stringify(contents));
    return file;
  }

  const person = { username: 'a@b.example', password: 'hush' };
  const client = {
    id: 'web',
    secret: 'hush',
    redirectUris: ['https://web.example/callback'],
    flows: ['code'],
    scopes: ['openid', 'api/read'],
    identityProviders: ['COGNITO', 'Google'],
    tokenLifetimes: { access: 300 },
    refreshTokenRotation: { graceSeconds: 5 },
  };
  const api = { identifier: 'api', scopes: ['read'] };

  it('may be in UTF-16, and may have a byte order mark', () => {
    const text = JSON.stringify([person]);
    for (const content of [`\ufeff${text}`, Buffer.from(`\ufeff${text}`, 'utf16le')]) {
      const file = path.join(folder, 'seed.json');
      writeFileSync(file, content);
      expect(readSeedFile(file)).toEqual({ users: [person] });
    }
  });

  it('describes people, app clients, resource servers and groups', () => {
    const seed = {
      users: [{ ...person, attributes: { phone_number: '+15550100', 'custom:tier': 'gold' } }],
      clients: [client],
      resourceServers: [api],
      groups: [{ name: 'staff', roleArn: 'arn:aws:iam::1:role/staff', precedence: 1 }],
    };
    expect(readSeedFile(seedFile(seed))).toEqual(seed);
  });

  it('may be an array of people, and leave anything out', () => {
    expect(readSeedFile(seedFile([person]))).toEqual({ users: [person] });
    expect(readSeedFile(seedFile({ resourceServers: [api] }))).toEqual({ resourceServers: [api] });
    expect(readSeedFile(seedFile({}))).toEqual({});
  });

  it('may have attributes as booleans and numbers', () => {
    const attributes = { phone_number_verified: true, 'custom:size': 7 };
    expect(readSeedFile(seedFile([{ ...person, attributes }])).users?.[0]?.attributes).toEqual({
      phone_number_verified: 'true',
      'custom:size': '7',
    });
  });

  it.each<[unknown, string, string]>([
    ['{"users": hush', 'the file', 'is not JSON'],
    ['"hush"', '', 'expected object'],
    [[{ ...person, password: ['hush'] }], '[0].password: ', 'expected string'],
    [{ users: [person, { username: 'c@d.example' }] }, 'users[1].password: ', 'expected string'],
    [
      { clients: [{ ...client, flows: ['hush'] }] },
      'clients[0].flows[0]: ',
      '"client_credentials"',
    ],
    [{ clients: [{ ...client, secrets: 'hush' }] }, 'clients[0]: ', '"secrets"'],
    [{ people: [] }, '', '"people"'],
    [{ groups: [{ name: 'a', precedence: 'hush' }] }, 'groups[0].precedence: ', 'expected number'],
    [{ clients: [client] }, 'App client "web": ', 'api/read'],
    [[{ ...person, attributes: { shoe: 'hush' } }], 'a@b.example: ', '"shoe"'],
  ])('says what is wrong with %j, and where', (contents, place, expected) => {
    const file = seedFile(contents);
    const complaint = expect.objectContaining({
      code: 'bad_option',
      message: expect.stringContaining(`--seed ${file}: ${place}`),
    });
    expect(() => readSeedFile(file)).toThrow(complaint);
    expect(() => readSeedFile(file)).toThrow(expected);
    expect(() => readSeedFile(file)).not.toThrow(/hush/);
  });

  it('says that it is not there', () => {
    const file = path.join(folder, 'nowhere.json');
    expect(() => readSeedFile(file)).toThrow(`--seed ${file}: the file cannot be read (ENOENT).`);
  });
});
