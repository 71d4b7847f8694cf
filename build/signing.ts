import type { Configuration } from 'electron-builder';

const azure = [
  'AZURE_TENANT_ID',
  'AZURE_CLIENT_ID',
  'AZURE_CLIENT_SECRET',
  'AZURE_SIGN_ENDPOINT',
  'AZURE_SIGN_ACCOUNT',
  'AZURE_SIGN_PROFILE',
  'AZURE_SIGN_PUBLISHER',
];

/**
 * How packages are signed with what the environment has. electron-builder reads the secrets itself.
 *
 * @param env an empty variable counts as missing: a workflow passes a missing secret as one
 * @throws Error with the missing variables when only some of Azure's are set
 */
export function signingOf(env: NodeJS.ProcessEnv): Configuration {
  const missing = azure.filter((name) => !env[name]);
  if (missing.length > 0 && missing.length < azure.length) {
    throw new Error(`Azure signing is half set up. Set ${missing.join(', ')} too.`);
  }
  const azureSignOptions = {
    endpoint: env.AZURE_SIGN_ENDPOINT ?? '',
    codeSigningAccountName: env.AZURE_SIGN_ACCOUNT ?? '',
    certificateProfileName: env.AZURE_SIGN_PROFILE ?? '',
    publisherName: env.AZURE_SIGN_PUBLISHER ?? '',
  };
  // With a certificate, an unsigned package is an error.
  const orFail = { forceCodeSigning: true };
  // Apple silicon needs a signature, if only ad hoc. That has no team, so the hardened runtime would refuse Electron.
  const adHoc = { identity: '-', hardenedRuntime: false };
  return {
    mac: env.CSC_LINK ? orFail : adHoc,
    win: missing.length === 0 ? { ...orFail, azureSignOptions } : env.WIN_CSC_LINK ? orFail : {},
  };
}

/** `electron-builder --config build/signing.ts`: electron-builder.yml, and signing. */
const configuration: Configuration = {
  extends: 'electron-builder.yml',
  ...signingOf(process.env),
};
export default configuration;
