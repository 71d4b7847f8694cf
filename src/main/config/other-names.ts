import { isConfigKey } from './keys';
import { redirectProblem } from './values';

type Members = Readonly<Record<string, unknown>>;

/**
 * Our settings by the names that others have for them: oidc-client-ts and what the Cognito console suggests
 * for it; Amplify's `amplify_outputs.json`, `aws-exports.js`, `amplifyconfiguration.json` and
 * `awsconfiguration.json` (docs.amplify.aws, "Use existing Cognito resources").
 */
const ourNames: Readonly<Record<string, string>> = {
  authority: 'issuer',
  ...names('region', 'aws_region', 'aws_cognito_region', 'Region'),
  ...names('userPoolId', 'user_pool_id', 'aws_user_pools_id', 'PoolId'),
  ...names('clientId', 'client_id', 'user_pool_client_id', 'aws_user_pools_web_client_id'),
  ...names('clientId', 'userPoolClientId', 'userPoolWebClientId', 'AppClientId'),
  ...names('clientSecret', 'AppClientSecret'),
  ...names('domain', 'WebDomain'),
  ...names('redirectUri', 'redirect_uri', 'redirect_sign_in_uri', 'redirectSignIn'),
  ...names('redirectUri', 'SignInRedirectURI'),
  ...names('signOutUri', 'post_logout_redirect_uri', 'redirect_sign_out_uri', 'redirectSignOut'),
  ...names('signOutUri', 'SignOutRedirectURI', 'postLogoutRedirectUri'),
  ...names('scopes', 'scope', 'Scopes'),
  ...names('responseType', 'response_type'),
};

function names(ours: string, ...others: readonly string[]): Record<string, string> {
  return Object.fromEntries(others.map((other) => [other, ours]));
}

/** A setting, and what it is called in its file. */
export interface NamedSetting {
  readonly key: string;
  readonly value: unknown;
  /** As written there. */
  readonly name: string;
}

/**
 * The settings in a configuration file, under our names. Of Amplify's files, only what signing in needs is
 * taken, and settings of ours beside that; of any other file everything, whatever it is called.
 */
export function settingsIn(file: Members): NamedSetting[] {
  const amplify = amplifyAuth(file);
  const { oauth, ...own } = file;
  const ours = Object.fromEntries(Object.entries(file).filter(([name]) => isConfigKey(name)));
  const members = amplify?.concat(ours) ?? (isObject(oauth) ? [own, oauth] : [file]);
  return members.flatMap((each) =>
    Object.entries(each).flatMap(([name, value]): NamedSetting[] => {
      const isForeign = Object.hasOwn(ourNames, name);
      const key = isForeign ? (ourNames[name] ?? name) : name;
      if (amplify === null) return [{ key, name, value: isForeign ? ourForm(key, value) : value }];
      return (isForeign || isConfigKey(name) || name === 'responseType') && !isEmpty(value)
        ? [{ key, name, value: ourForm(key, value) }]
        : [];
    }),
  );
}

/** The objects in a file of Amplify that are about the user pool; `null`: it is none of Amplify's. */
function amplifyAuth(file: Members): Members[] | null {
  const plugin = at(file, 'auth', 'plugins', 'awsCognitoAuthPlugin') ?? file;
  const pool = at(plugin, 'CognitoUserPool', 'Default');
  if (pool !== null) return [pool, at(plugin, 'Auth', 'Default', 'OAuth') ?? {}];
  const auth = at(file, 'Auth', 'Cognito') ?? at(file, 'Auth') ?? at(file, 'auth') ?? file;
  const signs = ['user_pool_id', 'aws_user_pools_id', 'userPoolClientId', 'userPoolWebClientId'];
  if (!signs.some((name) => name in auth)) return null;
  return [auth, at(auth, 'oauth') ?? at(auth, 'loginWith', 'oauth') ?? {}];
}

function at(members: Members, ...path: readonly string[]): Members | null {
  let found: unknown = members;
  for (const name of path) {
    if (!isObject(found) || !Object.hasOwn(found, name)) return null;
    found = found[name];
  }
  return isObject(found) ? found : null;
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Their lists and texts as ours: scopes are a list, and of several callback URLs one is used. */
function ourForm(key: string, value: unknown): unknown {
  if (key === 'scopes') return typeof value === 'string' ? words(value) : value;
  if (key !== 'redirectUri' && key !== 'signOutUri') return value;
  const uris: unknown[] = typeof value === 'string' ? words(value) : [value].flat();
  return uris.find((uri) => typeof uri === 'string' && redirectProblem(uri) === null) ?? uris[0];
}

/** The items of a list that is written as one text, separated by spaces, commas or semicolons. */
export function words(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}
