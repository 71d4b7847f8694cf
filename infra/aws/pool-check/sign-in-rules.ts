import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import type { Config } from '../../../src/main/config/index';
import { signOutUriOf } from '../../../src/main/config/loopback-uris';
import type { FlowName } from '../../../src/shared/flows';
import { clientOption, consolePlaces, type Finding } from './finding';

/** Where each of the app's ways to sign in has its answer sent: one of a few, or all of them. */
export function callbacksOf(flow: FlowName, config: Config): readonly string[] {
  switch (flow) {
    case 'embedded-window':
      return [config.redirectUri];
    case 'loopback':
      return config.loopbackRedirectUris;
    case 'private-scheme':
      return [config.bouncePage ?? config.redirectUri];
  }
}

/** Where the person comes back to after signing out, likewise. */
export function signOutsOf(flow: FlowName, config: Config): readonly string[] {
  return flow === 'loopback' ? config.loopbackRedirectUris.map(signOutUriOf) : [config.signOutUri];
}

const loginPages = (option: string, parameter?: string) => ({
  console: consolePlaces.loginPages,
  cli: clientOption(option),
  ...(parameter === undefined ? {} : { parameter }),
});

/** What the app client must allow for signing in and out at the pages. */
export function signInFindings(
  client: UserPoolClientType,
  config: Config,
  providers: readonly string[] | null,
): Finding[] {
  return [
    ...grantFindings(client),
    ...urlFindings(client, config),
    ...scopeFindings(client, config),
    ...providerFindings(client, config, providers),
  ];
}

function grantFindings(client: UserPoolClientType): Finding[] {
  const { AllowedOAuthFlowsUserPoolClient: isOn, AllowedOAuthFlows: flows = [] } = client;
  const findings: Finding[] = [];
  if (isOn !== true) {
    findings.push({
      id: 'oauth-off',
      level: 'must',
      problem: 'The app client does not take part in OAuth at all, so it has no sign-in page.',
      where: loginPages('--allowed-o-auth-flows-user-pool-client'),
    });
  }
  if (!flows.includes('code')) {
    findings.push({
      id: 'code-grant',
      level: 'must',
      problem: 'The authorization code grant is not allowed.',
      where: loginPages('--allowed-o-auth-flows code'),
    });
  }
  if (flows.includes('implicit')) {
    findings.push({
      id: 'implicit-grant',
      level: 'should',
      problem:
        'The implicit grant is allowed: tokens in URLs, which nobody should use (RFC 9700 §2.1.2).',
      where: loginPages('--allowed-o-auth-flows code'),
    });
  }
  return findings;
}

function urlFindings(client: UserPoolClientType, config: Config): Finding[] {
  const { CallbackURLs: callbacks = [], LogoutURLs: signOuts = [] } = client;
  const lines = (wanted: readonly string[]) => wanted.map((uri) => `\n      ${uri}`).join('');
  return config.flows.flatMap((flow): Finding[] => {
    const findings: Finding[] = [];
    const missing = callbacksOf(flow, config).filter((uri) => !callbacks.includes(uri));
    if (missing.length > 0) {
      findings.push({
        id: `callback-${flow}`,
        level: 'must',
        problem: `Signing in by "${flow}" needs these callback URLs${nearly(missing, callbacks)}:${lines(missing)}`,
        where: loginPages('--callback-urls …', 'CallbackUrls=…'),
      });
    }
    const unknown = signOutsOf(flow, config).filter((uri) => !signOuts.includes(uri));
    if (unknown.length > 0) {
      findings.push({
        id: `sign-out-${flow}`,
        level: 'must',
        problem: `Signing out by "${flow}" needs these sign-out URLs${nearly(unknown, signOuts)}:${lines(unknown)}`,
        where: loginPages('--logout-urls …', 'SignOutUrls=…'),
      });
    }
    return findings;
  });
}

/** Cognito compares to the letter, so what differs by a slash or a capital is worth a word. */
function nearly(missing: readonly string[], registered: readonly string[]): string {
  const plain = (uri: string) => uri.toLowerCase().replace(/\/+$/, '');
  const near = registered.find((uri) => missing.some((wanted) => plain(wanted) === plain(uri)));
  return near === undefined ? '' : ` (${near} is there, and every character counts)`;
}

function scopeFindings(client: UserPoolClientType, { scopes }: Config): Finding[] {
  const missing = scopes.filter((scope) => !client.AllowedOAuthScopes?.includes(scope));
  if (missing.length === 0) return [];
  const parameter = missing.includes('aws.cognito.signin.user.admin')
    ? 'GlobalSignOut=yes'
    : undefined;
  return [
    {
      id: 'scopes',
      level: 'must',
      problem: `The app asks for ${missing.join(', ')}, which the app client may not have (invalid_scope).`,
      where: loginPages('--allowed-o-auth-scopes …', parameter),
    },
  ];
}

function providerFindings(
  client: UserPoolClientType,
  { identityProvider, identityProviders }: Config,
  inPool: readonly string[] | null,
): Finding[] {
  const supported = client.SupportedIdentityProviders ?? [];
  const wanted = [
    ...new Set([...identityProviders, ...(identityProvider ? [identityProvider] : [])]),
  ];
  const findings = wanted
    .filter((name) => !supported.includes(name))
    .map((name): Finding => {
      const isUnknown = name !== 'COGNITO' && inPool !== null && !inPool.includes(name);
      return {
        id: `provider-${name}`,
        level: 'must',
        problem: isUnknown
          ? `The user pool has no identity provider "${name}".`
          : `The app client may not use the identity provider "${name}".`,
        where: isUnknown
          ? { console: consolePlaces.providers, cli: 'aws cognito-idp create-identity-provider' }
          : loginPages('--supported-identity-providers …'),
      };
    });
  if (supported.length > 0) return findings;
  const nobody =
    'The app client has no identity provider, not even the user pool itself (COGNITO).';
  return [
    ...findings,
    {
      id: 'no-provider',
      level: 'must',
      problem: nobody,
      where: loginPages('--supported-identity-providers COGNITO'),
    },
  ];
}
