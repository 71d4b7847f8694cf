import { parseArgs } from 'node:util';
import { providerOptions } from './cli-providers';
import { type SeedUser, UserPoolError, type UserPoolOptions } from './index';
import { readSeedFile, type Seed } from './seed-file';

export interface CliOptions {
  readonly pool: UserPoolOptions;
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
  const rotation = values.rotation ?? (values['rotate-refresh'] ? '0' : undefined);
  const accessTtl = values['access-ttl'];
  const { users: seeded = [], ...seed }: Seed =
    values.seed === undefined ? {} : readSeedFile(values.seed);
  const users = [...seeded, ...(values.user ?? []).map(seedUser)];
  return {
    json: values.json ?? false,
    help: values.help ?? false,
    exitWithParent: values['exit-with-parent'] ?? false,
    pool: {
      port: wholeNumber('--port', values.port ?? '42800'),
      ...(values.host === undefined ? {} : { host: values.host }),
      allowNetwork: values['allow-network'] ?? false,
      autoConfirm: values['auto-confirm'] ?? false,
      requirePkce: values['require-pkce'] ?? false,
      managedLogin: values.managed ?? false,
      mfa: values.mfa ?? false,
      ...providerOptions(tokens),
      dataFile: values['data-file'] ?? values.state ?? null,
      ...(rotation === undefined
        ? {}
        : { refreshTokenRotation: { graceSeconds: wholeNumber('--rotation', rotation) } }),
      ...(accessTtl === undefined ? {} : { tokenLifetimes: { access: accessLifetime(accessTtl) } }),
      ...seed,
      ...(users.length === 0 ? {} : { users }),
      ...(values['redirect-uri'] === undefined ? {} : { redirectUris: values['redirect-uri'] }),
      ...(values['sign-out-uri'] === undefined ? {} : { signOutUris: values['sign-out-uri'] }),
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      tokens: true,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        'allow-network': { type: 'boolean' },
        user: { type: 'string', multiple: true },
        'auto-confirm': { type: 'boolean' },
        seed: { type: 'string' },
        rotation: { type: 'string' },
        'rotate-refresh': { type: 'boolean' },
        'access-ttl': { type: 'string' },
        managed: { type: 'boolean' },
        idp: { type: 'string', multiple: true },
        'idp-client-id': { type: 'string', multiple: true },
        'idp-client-secret': { type: 'string', multiple: true },
        mfa: { type: 'boolean' },
        state: { type: 'string' },
        'require-pkce': { type: 'boolean' },
        'redirect-uri': { type: 'string', multiple: true },
        'sign-out-uri': { type: 'string', multiple: true },
        'data-file': { type: 'string' },
        json: { type: 'boolean' },
        'exit-with-parent': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UserPoolError('bad_option', error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(option: string, value: string): number {
  if (!/^\d{1,5}$/.test(value)) {
    throw new UserPoolError('bad_option', `${option} needs a whole number, not "${value}".`);
  }
  return Number(value);
}

/** Cognito's own bounds: five minutes to a day (aws-resource-cognito-userpoolclient page). */
function accessLifetime(value: string): number {
  const seconds = wholeNumber('--access-ttl', value);
  if (seconds < 300 || seconds > 86_400) {
    throw new UserPoolError('bad_option', '--access-ttl needs 300 to 86400 seconds.');
  }
  return seconds;
}

/** Without the value in the message: it may hold a password. */
function seedUser(value: string): SeedUser {
  const colon = value.indexOf(':');
  if (colon < 1) throw new UserPoolError('bad_option', '--user needs EMAIL:PASSWORD.');
  return { username: value.slice(0, colon), password: value.slice(colon + 1) };
}
