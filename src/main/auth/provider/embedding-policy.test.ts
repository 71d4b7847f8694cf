import { describe, expect, it } from 'vitest';
import { clientSettings } from '../../../../tests/support/auth/settings';
import type { Config } from '../../config/types';
import { needsRealBrowser, refusesEmbedding } from './embedding-policy';

const cognito: Config = {
  ...clientSettings,
  provider: { kind: 'cognito', issuer: 'https://issuer/pool', domain: 'https://domain' },
};
const generic = (issuer: string): Config => ({
  ...clientSettings,
  provider: { kind: 'generic', issuer },
});

describe('providers that refuse a window of an app', () => {
  it('are known by the names that Cognito gives them', () => {
    expect(needsRealBrowser(cognito, 'Google')).toBe(true);
    expect(needsRealBrowser(cognito, 'LoginWithAmazon')).toBe(true);
    expect(needsRealBrowser(cognito, 'Corp')).toBe(false);
    expect(needsRealBrowser(cognito, null)).toBe(false);
  });

  it('may be the provider itself', () => {
    expect(needsRealBrowser(generic('https://accounts.google.com'), null)).toBe(true);
    expect(needsRealBrowser(generic('https://issuer.example'), null)).toBe(false);
  });

  it('are known by the host of their pages, not by its beginning', () => {
    expect(refusesEmbedding('https://accounts.google.com/o/oauth2/v2/auth?x=1')).toBe(true);
    expect(refusesEmbedding('https://accounts.google.com.evil.example/')).toBe(false);
    expect(refusesEmbedding('https://evil.example/accounts.google.com')).toBe(false);
    expect(refusesEmbedding('not a URL')).toBe(false);
  });
});
