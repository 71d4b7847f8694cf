import { expect, it } from 'vitest';
import { errorFromProviderPage } from './provider-error-page';

const facts = {
  authorizationUrl: 'https://pool.example/oauth2/authorize?client_id=client-1',
  redirectUri: 'com.example.app://auth/callback',
  provider: 'cognito' as const,
};
const messageFor = (error: string) => {
  const page = `https://pool.example/error?error=${encodeURIComponent(error)}`;
  return errorFromProviderPage(page, 400, facts)?.message;
};

it('takes no error from a page of another origin (SEC-18)', () => {
  const page = '/error?error=redirect_mismatch';
  expect(errorFromProviderPage(`https://pool.example${page}`, 400, facts)).not.toBeNull();
  expect(errorFromProviderPage(`https://other.example${page}`, 400, facts)).toBeNull();
});

it('names an error code of the page, and quotes nothing else of it (SEC-18)', () => {
  expect(messageFor('unauthorized_client')).toContain('(unauthorized_client)');
  for (const lure of ['Call 0800 123456 now', 'Enter-your-password', 'x'.repeat(41)]) {
    expect(messageFor(lure)).toBe('The sign-in page of the provider shows an error.');
  }
});
