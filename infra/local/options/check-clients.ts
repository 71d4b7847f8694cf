import { UserPoolError } from '../errors';
import { type Client, systemScopes } from './app-client';
import { customScopes } from './resource-server';
import type { Settings } from './settings';
import { isAttributeName } from './user-attributes';

/**
 * Checks the app clients as `CreateUserPoolClient` does.
 * @throws UserPoolError `bad_option`, naming the client
 */
export function checkClients(settings: Settings): void {
  const { clients } = settings;
  for (const [index, client] of clients.entries()) {
    if (!/^[\w+]{1,128}$/.test(client.id)) {
      throw bad(client, 'its id must be 1 to 128 letters, digits, "_" or "+".');
    }
    if (clients.findIndex(({ id }) => id === client.id) !== index) {
      throw bad(client, 'there are two of that id.');
    }
    checkSecret(client);
    checkUris(client);
    checkFlows(client);
    checkScopes(client, customScopes(settings.resourceServers));
    checkTokens(client);
    checkProviders(client, settings);
    const unknown = client.readAttributes?.find((name) => !isAttributeName(name));
    if (unknown !== undefined) throw bad(client, `there is no attribute "${unknown}" to read.`);
  }
}

/**
 * Checks the resource servers; a scope's name may hold a slash no more than a space.
 * @throws UserPoolError `bad_option`, naming the server
 */
export function checkResourceServers({ resourceServers }: Settings): void {
  for (const [index, { identifier, scopes }] of resourceServers.entries()) {
    const bad = (message: string) =>
      new UserPoolError('bad_option', `Resource server "${identifier}": ${message}`);
    if (!/^[\x21\x23-\x5b\x5d-\x7e]{1,256}$/.test(identifier)) {
      throw bad('its identifier must be 1 to 256 characters without spaces and quotes.');
    }
    if (resourceServers.findIndex((other) => other.identifier === identifier) !== index) {
      throw bad('there are two resource servers of that identifier.');
    }
    for (const scope of scopes) {
      if (/^[\x21\x23-\x2e\x30-\x5b\x5d-\x7e]{1,256}$/.test(scope)) continue;
      throw bad(`its scope "${scope}" has a space, a quote or a slash.`);
    }
  }
}

function checkSecret({ secret, ...client }: Client): void {
  if (secret !== null && !/^[\w+]{1,64}$/.test(secret)) {
    throw bad(client, 'its secret must be 1 to 64 letters, digits, "_" or "+".');
  }
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/** As aws-resource-cognito-userpoolclient has it; any scheme of an app's own is good. */
function checkUris(client: Client): void {
  const { redirectUris, signOutUris, flows, defaultRedirectUri } = client;
  const sendsPeopleBack = flows.some((flow) => flow !== 'client_credentials');
  if (sendsPeopleBack && redirectUris.length === 0) {
    throw bad(client, 'at least one redirect URI is needed.');
  }
  for (const uris of [redirectUris, signOutUris]) {
    if (uris.length > 100)
      throw bad(client, 'it may have 100 redirect URIs and 100 sign-out URIs.');
  }
  for (const uri of [...redirectUris, ...signOutUris]) {
    const problem = uriProblem(uri);
    if (problem !== null) throw bad(client, `"${uri}" ${problem}.`);
  }
  if (defaultRedirectUri !== null && !redirectUris.includes(defaultRedirectUri)) {
    throw bad(client, `its default redirect URI "${defaultRedirectUri}" is not registered.`);
  }
}

/** Why Cognito would not register a URI; `null`: it would. */
export function uriProblem(uri: string): string | null {
  // Registered URIs also go into a header (form-action), so separators must not slip in.
  if (!URL.canParse(uri) || /[\s#;,]/.test(uri) || uri.length > 1024) {
    return 'is not an absolute URI without a fragment';
  }
  const { protocol, hostname } = new URL(uri);
  if (protocol !== 'http:' || loopbackNames.includes(hostname)) return null;
  return 'has to be https: plain http is for this computer alone';
}

function checkFlows(client: Client): void {
  const { flows, secret } = client;
  if (flows.length === 0) throw bad(client, 'it needs a flow: code, implicit, client_credentials.');
  if (!flows.includes('client_credentials')) return;
  if (flows.length > 1) throw bad(client, 'client_credentials must be its only flow.');
  if (secret === null) throw bad(client, 'client_credentials needs a secret.');
}

function checkScopes(client: Client, custom: readonly string[]): void {
  const isMachine = client.flows.includes('client_credentials');
  const allowed = isMachine ? custom : [...systemScopes, ...custom];
  if (client.scopes.length === 0) throw bad(client, 'it needs a scope.');
  for (const scope of client.scopes) {
    if (allowed.includes(scope)) continue;
    const hint = isMachine
      ? 'With client_credentials it takes scopes of resource servers, as "identifier/scope".'
      : `Scopes are ${systemScopes.join(', ')} and, of resource servers, "identifier/scope".`;
    throw bad(client, `the pool has no scope "${scope}" for it. ${hint}`);
  }
}

function checkProviders(client: Client, settings: Settings): void {
  const providers = [...settings.identityProviders, ...settings.demoProviders];
  const known = ['COGNITO', ...providers.map(({ name }) => name)];
  const unknown = client.identityProviders?.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw bad(client, `the pool has no provider "${unknown}" for it, only ${known.join(', ')}.`);
}

function checkTokens(client: Client): void {
  const { refreshTokenRotation: rotation, tokenLifetimes } = client;
  if (rotation && !(rotation.graceSeconds >= 0 && rotation.graceSeconds <= 60)) {
    throw bad(client, `the rotation's grace period must be 0 to 60 seconds, as Cognito has it.`);
  }
  for (const [kind, seconds] of Object.entries(tokenLifetimes)) {
    if (Number.isInteger(seconds) && seconds > 0) continue;
    throw bad(client, `its ${kind} tokens need a lifetime in whole seconds, not ${seconds}.`);
  }
}

function bad({ id }: Pick<Client, 'id'>, message: string): UserPoolError {
  return new UserPoolError('bad_option', `App client "${id.slice(0, 128)}": ${message}`);
}
