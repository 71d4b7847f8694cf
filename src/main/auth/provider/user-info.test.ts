import type { IDToken } from 'openid-client';
import { describe, expect, it } from 'vitest';
import { MemoryLog } from '../../../../tests/support/auth/fakes';
import { clientSettings } from '../../../../tests/support/auth/settings';
import type { Config } from '../../config/types';
import { AppError } from '../../problems/app-error';
import type { Tokens } from './token-response';
import { withUserInfo } from './user-info';

const config: Config = {
  ...clientSettings,
  provider: { kind: 'generic', issuer: 'https://issuer' },
  scopes: ['openid', 'profile', 'email'],
};
const bare: IDToken = { iss: 'https://issuer', sub: 'ann', aud: 'client', iat: 0, exp: 1 };
const { signal } = new AbortController();

function tokens(claims: IDToken | null): Tokens {
  return {
    accessToken: 'access',
    lifetimeMs: 1,
    requestedAt: 0,
    refreshToken: null,
    claims,
    idToken: null,
  };
}

/** What becomes of the claims, and how often UserInfo was asked and for what. */
async function ask(claims: IDToken | null, answer: object | null | Error, scopes = config.scopes) {
  const asked: unknown[] = [];
  const log = new MemoryLog();
  const client = {
    userInfo: async (...request: unknown[]) => {
      asked.push(request);
      if (answer instanceof Error) throw answer;
      return answer === null ? null : { sub: 'ann', ...answer };
    },
  };
  const options = { client, config: { ...config, scopes }, log, signal };
  return { ...(await withUserInfo(tokens(claims), options)), asked, log };
}

describe('UserInfo', () => {
  it('SEC-11: is asked with the access token, about the person of the ID token', async () => {
    const { claims, asked } = await ask(bare, { name: 'Ann', email: 'ann@example.com' });
    expect(asked).toEqual([['access', { subject: 'ann', signal }]]);
    expect(claims).toEqual({ ...bare, name: 'Ann', email: 'ann@example.com' });
  });

  it('SEC-11: adds what the window shows and nothing else, and never in place of the ID token', async () => {
    const other = { sub: 'other', iss: 'evil', email: 'other@example.com' };
    const told = { ...other, given_name: 'Ann', auth_time: 1, a: 2 };
    const { claims } = await ask({ ...bare, email: 'ann@example.com' }, told);
    expect(claims).toEqual({ ...bare, given_name: 'Ann', email: 'ann@example.com' });
  });

  it('adds what the ID token has only as `null` or an empty text', async () => {
    const claims = { ...bare, name: null, preferred_username: '', email: '' };
    const told = await ask(claims as never, { name: 'Ann', email: 'ann@example.com' });
    expect(told.claims).toEqual({ ...claims, name: 'Ann', email: 'ann@example.com' });
  });

  it.each([
    ['the ID token has it all', { ...bare, preferred_username: 'ann', email: 'a@b' }, undefined],
    ['nothing more was asked for', bare, ['openid']],
    ['only the name was asked for and is there', { ...bare, name: 'Ann' }, ['openid', 'profile']],
    ['there is no ID token', null, undefined],
  ])('is not asked when %s', async (_, claims, scopes) => {
    const result = await ask(claims, { name: 'Other' }, scopes);
    expect(result.asked).toEqual([]);
    expect(result.claims).toEqual(claims);
  });

  it('has its failure in the log, and the sign-in goes on', async () => {
    const { claims, log } = await ask(bare, new AppError('provider-timeout'));
    expect(claims).toEqual(bare);
    expect(log.lines).toEqual(['auth.user-info-failed {"code":"provider-timeout"}']);
  });

  it('may be nowhere, which is no failure', async () => {
    const { claims, log } = await ask(bare, null);
    expect(claims).toEqual(bare);
    expect(log.lines).toEqual([]);
  });
});
