import { expect, it } from 'vitest';
import { accountIdOf, providerUrl } from './account-key';

const key = {
  issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI',
  clientId: '1example',
  subject: 'zoë',
  provider: 'https://example.auth.eu-west-1.amazoncognito.com',
};

it('SEC-61: the id of an account is a hash of all that identifies it', () => {
  // printf '["%s","%s","%s","%s"]' ISSUER CLIENT SUBJECT PROVIDER | openssl dgst -sha256 -binary | basenc --base64url
  expect(accountIdOf(key)).toBe('ruhmPGKKKy5jYYcf4ADYELkp5KqFCx_WbCXrFTmpBcI');
  const others = Object.keys(key).map((name) => accountIdOf({ ...key, [name]: 'other' }));
  expect(new Set([accountIdOf(key), ...others]).size).toBe(5);
});

it('SEC-61: the provider is the server that gets the tokens: the domain at Cognito, else the issuer', () => {
  const { issuer, provider } = key;
  const cognito = { kind: 'cognito', issuer, domain: provider };
  const generic = { kind: 'generic', issuer };
  type Provider = Parameters<typeof providerUrl>[0]['provider'];
  expect(providerUrl({ provider: cognito as Provider })).toBe(provider);
  expect(providerUrl({ provider: generic as Provider })).toBe(issuer);
});
