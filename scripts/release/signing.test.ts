import { expect, it } from 'vitest';
import { signingOf } from '../../build/signing';

const azure = {
  AZURE_TENANT_ID: 'tenant',
  AZURE_CLIENT_ID: 'client',
  AZURE_CLIENT_SECRET: 'secret-of-azure',
  AZURE_SIGN_ENDPOINT: 'https://weu.codesigning.example',
  AZURE_SIGN_ACCOUNT: 'account',
  AZURE_SIGN_PROFILE: 'profile',
  AZURE_SIGN_PUBLISHER: 'Publisher',
};

it('SEC-66: signs on macOS with the certificate, and without one ad hoc', () => {
  expect(signingOf({ CSC_LINK: 'p12' }).mac).toEqual({ forceCodeSigning: true });
  expect(signingOf({ CSC_LINK: '' }).mac).toEqual({ identity: '-', hardenedRuntime: false });
});

it('signs on Windows with a certificate or through Azure', () => {
  expect(signingOf({ WIN_CSC_LINK: 'pfx' }).win).toEqual({ forceCodeSigning: true });
  expect(signingOf(azure).win).toEqual({
    forceCodeSigning: true,
    azureSignOptions: {
      endpoint: 'https://weu.codesigning.example',
      codeSigningAccountName: 'account',
      certificateProfileName: 'profile',
      publisherName: 'Publisher',
    },
  });
  expect(signingOf({ WIN_CSC_LINK: '' }).win).toEqual({});
});

it('refuses Azure signing that is half set up', () => {
  expect(() => signingOf({ ...azure, AZURE_SIGN_PROFILE: '', AZURE_TENANT_ID: '' })).toThrow(
    'Set AZURE_TENANT_ID, AZURE_SIGN_PROFILE too.',
  );
});

it('puts no secret into the configuration', () => {
  const env = { ...azure, CSC_LINK: 'secret-p12', WIN_CSC_LINK: 'secret-pfx' };
  expect(JSON.stringify(signingOf(env))).not.toContain('secret');
});
