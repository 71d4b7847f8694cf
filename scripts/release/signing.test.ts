import { expect, it } from 'vitest';
import { signingOf } from './signing';

const notarising = { APPLE_API_KEY_P8: 'p8', APPLE_API_KEY_ID: 'id', APPLE_API_ISSUER: 'issuer' };
const azure = {
  AZURE_TENANT_ID: 'tenant',
  AZURE_CLIENT_ID: 'client',
  AZURE_CLIENT_SECRET: 'hush',
  AZURE_SIGN_ENDPOINT: 'https://weu.codesigning.example',
  AZURE_SIGN_ACCOUNT: 'account',
  AZURE_SIGN_PROFILE: 'profile',
  AZURE_SIGN_PUBLISHER: 'Publisher',
};

it('SEC-66: signs and notarises on macOS with what there is, and says what is missing', () => {
  const both = signingOf('darwin', { CSC_LINK: 'p12', ...notarising });
  expect(both.says).toMatch(/^Signed .* notarised/);
  expect(both.config).toEqual({ forceCodeSigning: true });
  expect(signingOf('darwin', { CSC_LINK: 'p12' }).says).toContain('not notarised');
  const none = signingOf('darwin', { CSC_LINK: '' });
  expect(none.says).toContain('Not signed: CSC_LINK is not set');
  expect(none.config).toEqual({ mac: { identity: '-', hardenedRuntime: false } });
});

it('signs on Windows with a certificate or by Azure', () => {
  expect(signingOf('win32', { WIN_CSC_LINK: 'pfx' }).config).toEqual({ forceCodeSigning: true });
  expect(signingOf('win32', azure).config).toEqual({
    win: {
      azureSignOptions: {
        endpoint: 'https://weu.codesigning.example',
        codeSigningAccountName: 'account',
        certificateProfileName: 'profile',
        publisherName: 'Publisher',
      },
    },
    forceCodeSigning: true,
  });
  expect(signingOf('win32', {})).toMatchObject({
    config: {},
    says: expect.stringContaining('Not signed'),
  });
});

it('takes no half set up signing for none', () => {
  expect(() =>
    signingOf('darwin', { CSC_LINK: 'p12', ...notarising, APPLE_API_ISSUER: '' }),
  ).toThrow('Set these too: APPLE_API_ISSUER.');
  expect(() => signingOf('darwin', notarising)).toThrow('set CSC_LINK too');
  expect(() => signingOf('win32', { AZURE_TENANT_ID: 'tenant' })).toThrow('AZURE_CLIENT_SECRET');
  expect(() => signingOf('win32', { ...azure, WIN_CSC_LINK: 'pfx' })).toThrow('one of them');
});

it('has no secret in what it says, nor in what is added to the configuration', () => {
  const secrets = ['p12-secret', 'p8-secret', 'pfx-secret', 'hush'];
  const all = [
    signingOf('darwin', { CSC_LINK: 'p12-secret', ...notarising, APPLE_API_KEY_P8: 'p8-secret' }),
    signingOf('win32', { WIN_CSC_LINK: 'pfx-secret', WIN_CSC_KEY_PASSWORD: 'hush' }),
    signingOf('win32', azure),
  ];
  for (const secret of secrets) expect(JSON.stringify(all)).not.toContain(secret);
});

it('signs nothing on Linux', () => {
  expect(signingOf('linux', {}).config).toEqual({});
});
