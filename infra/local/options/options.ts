import { UserPoolError } from '../errors';
import { checkProviders } from '../federation/identity-provider';
import { bindAddress } from '../http/bind-address';
import { passwordKinds } from '../store/password';
import { systemScopes } from './app-client';
import { checkClients, checkResourceServers } from './check-clients';
import { noteScopes } from './note-scopes';
import { resolveClients } from './resolve-clients';
import { customScopes } from './resource-server';
import type { SeedUser, Settings, UserPoolOptions } from './settings';
import { checkAttributes, isEmailAddress } from './user-attributes';

export const demoUser: SeedUser = {
  username: 'demo@example.com',
  password: 'Passw0rd!demo',
  name: 'Demo Person',
  groups: ['admins', 'staff'],
};

/**
 * Fills in the defaults and checks the rest.
 * @throws UserPoolError `not_loopback`, `bad_option`
 */
export function resolveOptions(given: UserPoolOptions = {}): Settings {
  const options = given.sampleApi ? withSampleApi(given) : given;
  const settings: Settings = {
    port: options.port ?? 0,
    host: bindAddress(options.host ?? '127.0.0.1', options.allowNetwork ?? false),
    allowNetwork: options.allowNetwork ?? false,
    https: options.https ?? null,
    hasDomain: options.hasDomain ?? true,
    clients: resolveClients(options),
    resourceServers: options.resourceServers ?? [],
    users: options.users ?? [demoUser],
    groups: options.groups ?? [],
    adminCreateUserOnly: options.adminCreateUserOnly ?? false,
    autoConfirm: options.autoConfirm ?? false,
    preSignUp: options.preSignUp ?? null,
    passwordMinimumLength: options.passwordMinimumLength ?? 8,
    passwordKinds: options.passwordKinds ?? passwordKinds,
    usernameCaseSensitive: options.usernameCaseSensitive ?? false,
    requirePkce: options.requirePkce ?? false,
    managedLogin: options.managedLogin ?? false,
    mfa: options.mfa ?? false,
    identityProviders: options.identityProviders ?? [],
    demoProviders: (options.demoProviders ?? []).map((each) =>
      typeof each === 'string' ? { name: each } : each,
    ),
    sampleApi: options.sampleApi ?? false,
    signingKeys: options.signingKeys ?? null,
    dataFile: options.dataFile ?? null,
    recordSecrets: options.recordSecrets ?? false,
    clock: options.clock ?? Date.now,
    log: options.log ?? (() => undefined),
  };
  check(settings);
  return settings;
}

/** The API's scopes are a resource server's, which the first client may ask for. */
function withSampleApi(options: UserPoolOptions): UserPoolOptions {
  const others = options.resourceServers ?? [];
  const isThere = others.some(({ identifier }) => identifier === noteScopes.identifier);
  const resourceServers = isThere ? others : [...others, noteScopes];
  const scopes = options.scopes ?? [...systemScopes, ...customScopes([noteScopes])];
  return { ...options, resourceServers, scopes };
}

/** How far beyond the given port one is taken: the issuer's, the demo provider's, the API's. */
function furthestPort({ sampleApi, demoProviders }: Settings): number {
  if (sampleApi) return 3;
  return demoProviders.length === 0 ? 1 : 2;
}

function check(settings: Settings): void {
  const bad = (message: string) => new UserPoolError('bad_option', message);
  const { port, users } = settings;
  const last = 65_535 - furthestPort(settings);
  if (!Number.isInteger(port) || port < 0 || port > last) {
    throw bad(`The port must be a whole number from 0 to ${last}, not ${port}.`);
  }
  const { passwordMinimumLength: length } = settings;
  if (!Number.isInteger(length) || length < 6 || length > 99) {
    throw bad(
      `The shortest password must have 6 to 99 characters, as Cognito has it, not ${length}.`,
    );
  }
  checkResourceServers(settings);
  checkClients(settings);
  checkProviders(settings.identityProviders, settings.demoProviders);
  if (users.length === 0) throw bad('At least one user is needed.');
  for (const user of users) {
    if (!isEmailAddress(user.username)) {
      throw bad(`"${user.username}" is not an e-mail address; people sign in with theirs.`);
    }
    if (user.password === '') throw bad(`${user.username} needs a password.`);
    checkAttributes(user.username, user.attributes ?? {});
  }
}
