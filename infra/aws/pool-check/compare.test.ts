import { describe, expect, it } from 'vitest';
import { identity } from '../../../src/shared/identity';
import { configured, found, goodFacts, withClient } from '../testing/facts';
import { compare } from './compare';
import type { Facts } from './facts';

const onlyWindow = configured({ flows: ['embedded-window'] });

it('finds nothing in a pool that is as the app needs it', () => {
  expect(compare(goodFacts, configured())).toEqual([]);
});

describe('an app client', () => {
  const cases: [string, Parameters<typeof withClient>[0], string[]][] = [
    ['has a secret', { ClientSecret: 'x' }, ['must client-secret']],
    ['is not for OAuth', { AllowedOAuthFlowsUserPoolClient: false }, ['must oauth-off']],
    ['has no grant', { AllowedOAuthFlows: [] }, ['must code-grant']],
    [
      'has the implicit grant too',
      { AllowedOAuthFlows: ['code', 'implicit'] },
      ['should implicit-grant'],
    ],
    ['lacks a scope', { AllowedOAuthScopes: ['openid', 'email'] }, ['must scopes']],
    ['has no scopes', { AllowedOAuthScopes: undefined }, ['must scopes']],
    ['tells who exists', { PreventUserExistenceErrors: 'LEGACY' }, ['should user-existence']],
    [
      'says nothing of who exists',
      { PreventUserExistenceErrors: undefined },
      ['should user-existence'],
    ],
    ['revokes nothing', { EnableTokenRevocation: false }, ['should token-revocation']],
    ['does not rotate', { RefreshTokenRotation: { Feature: 'DISABLED' } }, ['should rotation']],
    ['never rotated', { RefreshTokenRotation: undefined }, ['should rotation']],
    [
      'rotates without grace',
      { RefreshTokenRotation: { Feature: 'ENABLED' } },
      ['should rotation-grace'],
    ],
    [
      'rotates with 9 s of grace',
      { RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 9 } },
      ['should rotation-grace'],
    ],
    [
      'rotates with 10 s of grace',
      { RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 } },
      [],
    ],
    [
      'takes passwords',
      { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] },
      ['should password-flows'],
    ],
    ['reads e-mail, verified or not', { ReadAttributes: ['email'] }, ['must read-attributes']],
    ['reads both', { ReadAttributes: ['email', 'email_verified'] }, []],
    ['has no identity provider', { SupportedIdentityProviders: [] }, ['must no-provider']],
  ];
  it.each(cases)('that %s', (_, changes, expected) => {
    expect(found(withClient(changes))).toEqual(expected);
  });

  it('that is not there is all there is to say of clients', () => {
    expect(found({ ...goodFacts, client: null, hasStyle: null })).toEqual(['must client']);
  });
});

describe('callback and sign-out URLs', () => {
  it.each([
    ['embedded-window', identity.redirectUri, identity.signOutUri],
    ['private-scheme', identity.redirectUri, identity.signOutUri],
    ['loopback', identity.loopbackRedirectUris[1], identity.loopbackSignOutUris[1]],
  ] as const)('of %s', (flow, callback, signOut) => {
    const facts = withClient({
      CallbackURLs: goodFacts.client?.CallbackURLs?.filter((uri) => uri !== callback),
      LogoutURLs: goodFacts.client?.LogoutURLs?.filter((uri) => uri !== signOut),
    });
    const config = configured({ flows: [flow] });
    expect(found(facts, config)).toEqual([`must callback-${flow}`, `must sign-out-${flow}`]);
    const [first, second] = compare(facts, config);
    expect(first?.problem.split('\n').slice(1)).toEqual([`      ${callback}`]);
    expect(second?.problem.split('\n').slice(1)).toEqual([`      ${signOut}`]);
  });

  it('of ways that are not taken don’t matter', () => {
    const facts = withClient({
      CallbackURLs: [identity.redirectUri],
      LogoutURLs: [identity.signOutUri],
    });
    expect(found(facts, onlyWindow)).toEqual([]);
    expect(found(facts)).toEqual(['must callback-loopback', 'must sign-out-loopback']);
  });

  it('of a private scheme behind a bounce page are that page’s', () => {
    const bouncePage = 'https://bounce.example.com/index.html';
    const config = configured({ flows: ['private-scheme'], bouncePage });
    expect(found(goodFacts, config)).toEqual(['must callback-private-scheme']);
    expect(found(withClient({ CallbackURLs: [bouncePage] }), config)).toEqual([]);
  });

  it('count every character, and say which one is near', () => {
    const near = `${identity.redirectUri}/`;
    const [finding] = compare(withClient({ CallbackURLs: [near] }), onlyWindow);
    expect(finding?.problem).toContain(`${near} is there, and every character counts`);
  });
});

describe('identity providers', () => {
  const google = configured({ identityProviders: ['Google'] });

  it.each([
    [['COGNITO', 'Google'], ['Google'], []],
    [['COGNITO'], ['Google'], ['may not use']],
    [['COGNITO'], [], ['has no identity provider']],
    [['COGNITO'], null, ['may not use']],
  ])('with %o allowed and %o in the pool', (SupportedIdentityProviders, providers, words) => {
    const facts: Facts = { ...withClient({ SupportedIdentityProviders }), providers };
    const problems = compare(facts, google).map(({ problem }) => problem);
    expect(problems).toEqual(words.map((text) => expect.stringContaining(text)));
  });

  it('that the app goes straight to count too', () => {
    expect(found(goodFacts, configured({ identityProvider: 'Company' }))).toEqual([
      'must provider-Company',
    ]);
  });
});

describe('how long a session lasts', () => {
  it.each([
    [30, 'days', 30, []],
    [720, 'hours', 30, []],
    [0, undefined, 30, []],
    [7, undefined, 30, ['should refresh-token-days']],
    [43_200, 'minutes', 30, []],
    [90, 'minutes', 0.0625, []],
    [7, 'days', undefined, ['note refresh-token-days-unset']],
  ] as const)('%s %s, %s days configured', (validity, RefreshToken, days, expected) => {
    const facts = withClient({
      RefreshTokenValidity: validity,
      TokenValidityUnits: RefreshToken === undefined ? undefined : { RefreshToken },
    });
    expect(found(facts, configured({ refreshTokenDays: days }))).toEqual(expected);
  });
});

describe('a domain', () => {
  const domain = (changes: object): Facts => ({
    ...goodFacts,
    domain: { ...goodFacts.domain, ...changes },
  });

  it.each([
    [{ ...goodFacts, domain: null }, ['must domain'], 'the user pool has acme'],
    [domain({ UserPoolId: 'eu-west-1_Other' }), ['must domain-elsewhere'], 'eu-west-1_Other'],
    [domain({ Status: 'CREATING' }), ['must domain-status'], 'CREATING'],
    [domain({ ManagedLoginVersion: 1 }), ['note classic-pages'], 'classic'],
    [domain({ ManagedLoginVersion: undefined }), ['note classic-pages'], 'classic'],
    [{ ...goodFacts, hasStyle: false }, ['must style'], 'Login pages unavailable'],
    [{ ...domain({ ManagedLoginVersion: 1 }), hasStyle: false }, ['note classic-pages'], 'classic'],
  ] as [Facts, string[], string][])('%#', (facts, expected, words) => {
    expect(found(facts)).toEqual(expected);
    expect(compare(facts, configured())[0]?.problem).toContain(words);
  });

  it('whose style may not be looked at is not held against anybody', () => {
    expect(found({ ...goodFacts, hasStyle: null })).toEqual([]);
  });
});

describe('the user pool', () => {
  const pool = (changes: object): Facts => ({
    ...goodFacts,
    pool: { ...goodFacts.pool, ...changes },
  });

  it.each([
    [pool({ AutoVerifiedAttributes: [] }), ['must auto-verification']],
    [pool({ AutoVerifiedAttributes: [], LambdaConfig: { PreSignUp: 'arn' } }), []],
    [pool({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } }), ['note no-sign-up']],
    [pool({ DeletionProtection: 'INACTIVE' }), ['note deletion-protection']],
    [{ ...goodFacts, pool: null, client: null, domain: null }, ['must pool']],
  ])('%#', (facts, expected) => {
    expect(found(facts)).toEqual(expected);
  });
});

it('tells first what does not work, and of everything where to change it', () => {
  const facts = withClient({
    ClientSecret: 'x',
    PreventUserExistenceErrors: 'LEGACY',
    CallbackURLs: [],
  });
  const findings = compare(facts, configured({ refreshTokenDays: undefined }));
  const levels = findings.map(({ level }) => level);
  expect(levels).toEqual([...levels].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
  expect(new Set(levels).size).toBe(3);
  for (const { where } of findings) expect(where.console).toMatch(/\w+ → |Create/);
});

const order = ['must', 'should', 'note'];
