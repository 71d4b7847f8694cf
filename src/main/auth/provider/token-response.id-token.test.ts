import type { IDToken } from 'openid-client';
import { describe, expect, it } from 'vitest';
import { clientSettings } from '../../../../tests/support/auth/settings';
import type { Config } from '../../config/types';
import { accountOf, authenticatedAt, checkIdToken, renewedAccount } from './token-response';

const config: Config = {
  provider: { kind: 'cognito', issuer: 'https://issuer', domain: 'https://domain' },
  ...clientSettings,
};
const claims: IDToken = { iss: 'https://issuer', sub: 's', aud: 'client', iat: 1, exp: 2 };
const account = (more: object) => accountOf({ ...claims, ...more }, config);

describe('the account of an ID token', () => {
  it('needs no more than issuer and subject (SEC-61)', () => {
    expect(account({})).toEqual({
      issuer: 'https://issuer',
      clientId: 'client',
      subject: 's',
      username: null,
      name: null,
      email: null,
      groups: [],
    });
  });

  it('takes the name as it is, else from its parts', () => {
    expect(account({ name: 'Ann Lee', given_name: 'A' }).name).toBe('Ann Lee');
    expect(account({ given_name: 'Ann', family_name: 'Lee' }).name).toBe('Ann Lee');
    expect(account({ family_name: 'Lee' }).name).toBe('Lee');
    expect(account({ name: ' ', given_name: 'Ann', family_name: null }).name).toBe('Ann');
    expect(account({ name: null, given_name: '', family_name: '' }).name).toBeNull();
  });

  it.each([
    ['太郎', '山田', '山田 太郎'],
    ['はなこ', 'サトー', 'サトー はなこ'],
    ['민준', '김', '김 민준'],
    ['太郎', 'Yamada', '太郎 Yamada'],
    ['Taro', '山田', 'Taro 山田'],
    ['太郎', undefined, '太郎'],
  ])('puts the family name where it belongs: %s, %s', (given_name, family_name, name) => {
    expect(account({ given_name, family_name }).name).toBe(name);
  });

  it("takes Cognito's user name first", () => {
    const both = { 'cognito:username': 'google_1', preferred_username: 'ann' };
    expect(account(both).username).toBe('google_1');
    expect(account({ preferred_username: 'ann' }).username).toBe('ann');
  });

  it('leaves out what is of no use: other types, empty and endless texts', () => {
    expect(account({ 'cognito:groups': ['a', 1, '', null] }).groups).toEqual(['a']);
    expect(account({ 'cognito:groups': 'a', email: 7, name: '' })).toMatchObject({
      groups: [],
      email: null,
      name: null,
    });
    expect(account({ name: 'x'.repeat(10_000) }).name).toHaveLength(256);
  });

  it('knows when the person signed in, if the provider says so', () => {
    expect(authenticatedAt({ ...claims, auth_time: 1_700_000_000 })).toBe(1_700_000_000_000);
    expect(authenticatedAt(claims)).toBeNull();
    // What is no date could not be written down.
    expect(authenticatedAt({ ...claims, auth_time: 1e300 })).toBeNull();
    expect(authenticatedAt({ ...claims, auth_time: -1 })).toBeNull();
    // Some providers write 0 where they don't know.
    expect(authenticatedAt({ ...claims, auth_time: 0 })).toBeNull();
    expect(authenticatedAt({ ...claims, auth_time: Date.UTC(2000, 0) / 1000 - 1 })).toBeNull();
    expect(authenticatedAt({ ...claims, auth_time: null } as never)).toBeNull();
    expect(authenticatedAt({ ...claims, auth_time: Date.UTC(2000, 0) / 1000 })).toBe(
      946_684_800_000,
    );
    expect(authenticatedAt({ ...claims, auth_time: 8.64e12 })).toBe(8.64e15);
  });
});

describe('the account after a refresh', () => {
  const known = { ...account({ name: 'Ann Lee', email: 'a@example.com' }), username: 'ann' };
  const generic: Config = { ...config, provider: { kind: 'generic', issuer: 'https://issuer' } };

  it('is what Cognito says now: what it does not say any more is gone', () => {
    const renewed = renewedAccount({ ...claims, name: 'Ann Ray' }, config, known);
    expect(renewed).toMatchObject({ name: 'Ann Ray', email: null, username: null });
  });

  it('is what another provider says now, and else what is known', () => {
    expect(renewedAccount(claims, generic, known)).toEqual(known);
    const changes = { name: 'Ann Ray', email: 'b@example.com', preferred_username: 'bee' };
    const expected = { name: 'Ann Ray', email: 'b@example.com', username: 'bee' };
    expect(renewedAccount({ ...claims, ...changes }, generic, known)).toMatchObject(expected);
  });
});

describe('SEC-9: an ID token', () => {
  const check = (changes: object) => () =>
    checkIdToken({ ...claims, token_use: 'id', ...changes }, config, {});

  it('may name this client as the one that it is for', () => {
    expect(check({ azp: 'client' })).not.toThrow();
    expect(check({ azp: 'other' })).toThrow(expect.objectContaining({ code: 'audience-mismatch' }));
  });

  it('is about somebody, in 255 characters at most', () => {
    expect(check({ sub: 's'.repeat(255) })).not.toThrow();
    for (const sub of ['', 's'.repeat(256)]) {
      expect(check({ sub })).toThrow(expect.objectContaining({ code: 'id-token-invalid' }));
    }
  });
});

it.each([null, '', undefined])('an empty `azp` (%j) is none', (azp) => {
  const check = () => checkIdToken({ ...claims, token_use: 'id', azp } as never, config, {});
  expect(check).not.toThrow();
});

describe('SEC-62: a proof of who the person is', () => {
  const oldest = 1_000_000_000_000;
  const check = (auth_time: unknown) => () =>
    checkIdToken({ ...claims, token_use: 'id', auth_time } as IDToken, config, { oldest });

  it('is new enough, give or take half a minute', () => {
    expect(check(oldest / 1000 + 1)).not.toThrow();
    expect(check(oldest / 1000 - 30)).not.toThrow();
  });

  it.each([oldest / 1000 - 31, 0, undefined, String(oldest)])('of %j is too old', (at) => {
    expect(check(at)).toThrow(expect.objectContaining({ code: 'authentication-too-old' }));
  });
});
