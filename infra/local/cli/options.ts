import { parseArgs } from 'node:util';
import { type SeedUser, type TokenLifetimes, UserPoolError, type UserPoolOptions } from '../index';
import { readSeedFile, type Seed } from '../options/seed-file';
import { providerOptions } from './providers';
import { templatePool } from './template';

export interface CliOptions {
  readonly pool: UserPoolOptions;
  /** What a template's user pool would do in another way: sentences. */
  readonly differences: readonly string[];
  /** Serve by HTTPS, with the certificate that is kept on this computer. */
  readonly https: boolean;
  readonly json: boolean;
  readonly help: boolean;
  readonly exitWithParent: boolean;
}

/**
 * Reads the command line.
 * @throws UserPoolError `bad_option`
 */
export function parseCommandLine(args: readonly string[]): CliOptions {
  const { values, tokens } = parse(args);
  const { users: seeded = [], ...seed }: Seed =
    values.seed === undefined ? {} : readSeedFile(values.seed);
  const users = [...seeded, ...(values.user ?? []).map(seedUser)];
  const template = templatePool(values, seed);
  return {
    differences: template?.differences ?? [],
    https: values.https ?? false,
    json: values.json ?? false,
    help: values.help ?? false,
    exitWithParent: values['exit-with-parent'] ?? false,
    pool: {
      port: wholeNumber('--port', values.port ?? '42800'),
      ...(values.host === undefined ? {} : { host: values.host }),
      allowNetwork: values['allow-network'] ?? false,
      requirePkce: values['require-pkce'] ?? false,
      sampleApi: values.api ?? false,
      dataFile: values['data-file'] ?? values.state ?? null,
      ...(template?.options ?? { ...poolOptions(values, tokens), ...seed }),
      ...(users.length === 0 ? {} : { users }),
      ...(values['client-id'] === undefined ? {} : { clientId: values['client-id'] }),
    },
  };
}

type Parsed = ReturnType<typeof parse>;

/** What a template would have the say on. */
function poolOptions(values: Parsed['values'], tokens: Parsed['tokens']): UserPoolOptions {
  const rotation = values.rotation ?? (values['rotate-refresh'] ? '0' : undefined);
  return {
    hasDomain: !values['no-domain'],
    adminCreateUserOnly: values['no-sign-up'] ?? false,
    autoConfirm: values['auto-confirm'] ?? false,
    managedLogin: values.managed ?? false,
    mfa: values.mfa ?? false,
    ...providerOptions(tokens),
    ...(rotation === undefined
      ? {}
      : { refreshTokenRotation: { graceSeconds: wholeNumber('--rotation', rotation) } }),
    implicitGrant: values.implicit ?? false,
    tokenLifetimes: lifetimesOf(values),
    ...(values.scope === undefined ? {} : { scopes: values.scope }),
    ...(values['redirect-uri'] === undefined ? {} : { redirectUris: values['redirect-uri'] }),
    ...(values['sign-out-uri'] === undefined ? {} : { signOutUris: values['sign-out-uri'] }),
  };
}

/** Every option of the command line, as `parseArgs` takes them. */
export const flags = {
  port: { type: 'string' },
  host: { type: 'string' },
  'allow-network': { type: 'boolean' },
  https: { type: 'boolean' },
  'no-domain': { type: 'boolean' },
  user: { type: 'string', multiple: true },
  seed: { type: 'string' },
  template: { type: 'string' },
  parameter: { type: 'string', multiple: true },
  region: { type: 'string' },
  account: { type: 'string' },
  'template-pool': { type: 'string' },
  'template-client': { type: 'string' },
  lenient: { type: 'boolean' },
  'no-sign-up': { type: 'boolean' },
  'auto-confirm': { type: 'boolean' },
  mfa: { type: 'boolean' },
  idp: { type: 'string', multiple: true },
  'idp-client-id': { type: 'string', multiple: true },
  'idp-client-secret': { type: 'string', multiple: true },
  api: { type: 'boolean' },
  managed: { type: 'boolean' },
  'client-id': { type: 'string' },
  'redirect-uri': { type: 'string', multiple: true },
  'sign-out-uri': { type: 'string', multiple: true },
  scope: { type: 'string', multiple: true },
  'require-pkce': { type: 'boolean' },
  implicit: { type: 'boolean' },
  'id-ttl': { type: 'string' },
  'access-ttl': { type: 'string' },
  'refresh-ttl': { type: 'string' },
  rotation: { type: 'string' },
  'rotate-refresh': { type: 'boolean' },
  state: { type: 'string' },
  'data-file': { type: 'string' },
  json: { type: 'boolean' },
  'exit-with-parent': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], tokens: true, options: flags });
  } catch (error) {
    throw new UserPoolError('bad_option', error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(option: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) {
    throw new UserPoolError('bad_option', `${option} needs a whole number, not "${value}".`);
  }
  return Number(value);
}

/** Seconds; Cognito's own bounds (aws-resource-cognito-userpoolclient page). */
const lifetimeBounds: Readonly<Record<keyof TokenLifetimes, readonly [number, number]>> = {
  id: [300, 86_400],
  access: [300, 86_400],
  refresh: [3600, 315_360_000],
};

function lifetimesOf(values: Readonly<Record<string, unknown>>): Partial<TokenLifetimes> {
  return Object.fromEntries(
    Object.entries(lifetimeBounds).flatMap(([kind, [least, most]]) => {
      const value = values[`${kind}-ttl`];
      if (typeof value !== 'string') return [];
      const seconds = wholeNumber(`--${kind}-ttl`, value);
      if (seconds >= least && seconds <= most) return [[kind, seconds]];
      throw new UserPoolError('bad_option', `--${kind}-ttl needs ${least} to ${most} seconds.`);
    }),
  );
}

/** Without the value in the message: it may hold a password. */
function seedUser(value: string): SeedUser {
  const colon = value.indexOf(':');
  if (colon < 1) throw new UserPoolError('bad_option', '--user needs EMAIL:PASSWORD.');
  return { username: value.slice(0, colon), password: value.slice(colon + 1) };
}
