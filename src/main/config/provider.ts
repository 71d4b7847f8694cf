import { userPoolIssuer } from './partitions';
import { type ConfigKey, type ConfigValues, settings } from './settings';
import type { CognitoProvider, GenericProvider } from './types';
import { withScheme } from './values';

type Report = (key: ConfigKey, problem: string, expected: string) => void;

/**
 * Which provider the settings describe: Cognito when there is a `domain`, `region` or `userPoolId`, or the
 * `issuer` of a user pool; else any OpenID provider. `present` also holds the keys whose value was refused before.
 */
export function providerOf(
  values: ConfigValues,
  present: ReadonlySet<ConfigKey>,
  report: Report,
): CognitoProvider | GenericProvider | null {
  const isCognito =
    present.has('domain') ||
    present.has('region') ||
    present.has('userPoolId') ||
    isUserPool(values.issuer);
  if (isCognito) return cognito(values, present, report);
  for (const key of ['identityProvider', 'identityProviders'] as const) {
    if (!present.has(key)) continue;
    report(key, 'is a setting for Cognito only', 'no such line with this provider');
  }
  if (/\.amazoncognito\.com$/.test(hostOf(values.issuer))) {
    report(
      'issuer',
      'is the domain of a user pool',
      'no `issuer`, but this value as `domain`, and the user pool as `userPoolId`',
    );
  }
  if (!present.has('issuer')) {
    report(
      'domain',
      'is missing, so the app does not know where to sign in',
      'domain, region and userPoolId of a Cognito user pool (or `issuer` of another OpenID provider)',
    );
  }
  return values.issuer === undefined ? null : { kind: 'generic', issuer: values.issuer };
}

/** Cognito's issuers of today, and of user pools in several Regions (Cognito: "Issuer", `IssuerType`). */
function isUserPool(issuer: string | undefined): boolean {
  return /^(issuer-)?cognito-idp(-fips)?\.[a-z0-9-]+\.amazonaws\.[a-z.]+$/.test(hostOf(issuer));
}

function hostOf(issuer: string | undefined): string {
  return issuer === undefined ? '' : new URL(issuer).hostname;
}

/** Compared with `iss` of the tokens to the character: nothing is after the user pool's id. */
const userPoolIssuerPattern = /^https:\/\/[a-z0-9.-]+\/[\w-]+_[0-9a-zA-Z]+$/;

function cognito(
  values: ConfigValues,
  present: ReadonlySet<ConfigKey>,
  report: Report,
): CognitoProvider | null {
  if (!present.has('domain')) {
    report(
      'domain',
      isUserPool(values.issuer) ? 'is missing: `issuer` is a Cognito user pool' : 'is missing',
      'the domain of the hosted UI, like example.auth.eu-west-1.amazoncognito.com',
    );
  }
  if (!present.has('issuer') && !present.has('userPoolId')) {
    report(
      'userPoolId',
      'is missing',
      'a user pool id like eu-west-1_AbCdEf123; for a provider other than Cognito, `issuer` instead of `domain`',
    );
  }
  const isInForm = !isUserPool(values.issuer) || userPoolIssuerPattern.test(String(values.issuer));
  if (present.has('domain') && !isInForm) {
    report(
      'issuer',
      'is not written as in the tokens of a user pool',
      'an address like https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123, and nothing after it',
    );
  }
  for (const key of ['consentPrompt', 'tokenOrigins'] as const) {
    if (!present.has(key)) continue;
    report(key, 'is a setting for other providers only', 'no such line with Cognito');
  }
  if (values.scopes?.includes('offline_access')) {
    report(
      'scopes',
      'asks for offline_access, which Cognito does not know: it gives a refresh token anyway, and refuses the sign-in with invalid_scope',
      'the same list without offline_access',
    );
  }
  // The part before "_" is the region (Cognito API reference, UserPoolId).
  const regionOfPool = values.userPoolId?.split('_')[0];
  if (values.region !== undefined && regionOfPool !== undefined && values.region !== regionOfPool) {
    report(
      'region',
      'is not the region that userPoolId begins with',
      'the part of userPoolId before "_"',
    );
  }
  const region = values.region ?? regionOfPool;
  const issuer =
    values.issuer ??
    (region !== undefined && values.userPoolId !== undefined
      ? userPoolIssuer(region, values.userPoolId)
      : undefined);
  if (issuer === null) {
    report('userPoolId', 'begins with no Region that has user pools', settings.userPoolId.expected);
    return null;
  }
  if (issuer === undefined || values.domain === undefined) return null;
  return { kind: 'cognito', issuer, domain: new URL(withScheme(values.domain)).origin };
}
