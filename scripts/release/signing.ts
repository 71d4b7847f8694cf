import type { Configuration } from 'electron-builder';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Signing {
  /** One sentence for people: what is signed, and with what; never the content of a secret. */
  readonly says: string;
  /** Added to electron-builder.yml. No secret: electron-builder reads those from the environment. */
  readonly config: Configuration;
}

const apple = ['APPLE_API_KEY_P8', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'];
const azure = [
  'AZURE_TENANT_ID',
  'AZURE_CLIENT_ID',
  'AZURE_CLIENT_SECRET',
  // Where Azure signs, and for whom: names, not secrets.
  'AZURE_SIGN_ENDPOINT',
  'AZURE_SIGN_ACCOUNT',
  'AZURE_SIGN_PROFILE',
  'AZURE_SIGN_PUBLISHER',
];
/** Never an unsigned package where a signed one was meant. */
const orFail = { forceCodeSigning: true };

/**
 * How the packages of a platform are signed with what the environment has.
 *
 * @throws Error when a way to sign is only half set up, with what is missing
 */
export function signingOf(platform: NodeJS.Platform, env: Environment): Signing {
  if (platform === 'darwin') return signingOnMac(env);
  if (platform === 'win32') return signingOnWindows(env);
  return { says: 'Linux packages are not signed: their checksums are attested.', config: {} };
}

function signingOnMac(env: Environment): Signing {
  const isNotarised = hasAll(apple, env);
  if (!env.CSC_LINK) {
    if (isNotarised) throw new Error('Apple notarises signed apps only: set CSC_LINK too.');
    return {
      says: 'Not signed: CSC_LINK is not set. Ad hoc only, as Apple silicon needs; people must allow the app by hand.',
      // Library validation of the hardened runtime asks for a team, which an ad hoc signature has not.
      config: { mac: { identity: '-', hardenedRuntime: false } },
    };
  }
  const says = isNotarised
    ? 'Signed with the certificate in CSC_LINK, and notarised with the key in APPLE_API_KEY_P8.'
    : 'Signed with the certificate in CSC_LINK, not notarised: APPLE_API_KEY_P8 is not set. People must allow the app by hand.';
  return { says, config: orFail };
}

function signingOnWindows(env: Environment): Signing {
  const isAzure = hasAll(azure, env);
  if (isAzure && env.WIN_CSC_LINK) {
    throw new Error('WIN_CSC_LINK and AZURE_… are both set: sign with one of them.');
  }
  if (isAzure) {
    const azureSignOptions = {
      endpoint: env.AZURE_SIGN_ENDPOINT ?? '',
      codeSigningAccountName: env.AZURE_SIGN_ACCOUNT ?? '',
      certificateProfileName: env.AZURE_SIGN_PROFILE ?? '',
      publisherName: env.AZURE_SIGN_PUBLISHER ?? '',
    };
    return {
      says: 'Signed by Azure, in the account AZURE_SIGN_ACCOUNT.',
      config: { win: { azureSignOptions }, ...orFail },
    };
  }
  if (env.WIN_CSC_LINK) {
    return { says: 'Signed with the certificate in WIN_CSC_LINK.', config: orFail };
  }
  return {
    says: 'Not signed: neither WIN_CSC_LINK nor AZURE_… is set. SmartScreen warns people.',
    config: {},
  };
}

/** @throws Error when some are set and some are not; an empty one is not set */
function hasAll(names: readonly string[], env: Environment): boolean {
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0 && missing.length < names.length) {
    throw new Error(`Signing is half set up. Set these too: ${missing.join(', ')}.`);
  }
  return missing.length === 0;
}
