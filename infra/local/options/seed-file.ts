import { z } from 'zod';
import { UserPoolError, type UserPoolOptions } from '../index';
import { readText } from '../util/read-text';
import { resolveOptions } from './options';

/** Cognito keeps strings, whatever JSON has them as. */
const attribute = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const users = z.array(
  z.strictObject({
    username: z.string(),
    password: z.string(),
    name: z.string().exactOptional(),
    attributes: z.record(z.string(), attribute).exactOptional(),
    groups: z.array(z.string()).exactOptional(),
    confirmed: z.boolean().exactOptional(),
    mfa: z.literal('totp').exactOptional(),
  }),
);

const clients = z.array(
  z.strictObject({
    id: z.string(),
    secret: z.string().exactOptional(),
    redirectUris: z.array(z.string()).exactOptional(),
    signOutUris: z.array(z.string()).exactOptional(),
    scopes: z.array(z.string()).exactOptional(),
    flows: z.array(z.enum(['code', 'implicit', 'client_credentials'])).exactOptional(),
    identityProviders: z.array(z.string()).exactOptional(),
    tokenLifetimes: z
      .strictObject({
        id: z.number().exactOptional(),
        access: z.number().exactOptional(),
        refresh: z.number().exactOptional(),
      })
      .exactOptional(),
    refreshTokenRotation: z.strictObject({ graceSeconds: z.number() }).exactOptional(),
    revocation: z.boolean().exactOptional(),
    readAttributes: z.array(z.string()).exactOptional(),
    defaultRedirectUri: z.string().exactOptional(),
  }),
);

const resourceServers = z.array(
  z.strictObject({ identifier: z.string(), scopes: z.array(z.string()) }),
);

const groups = z.array(
  z.strictObject({
    name: z.string(),
    roleArn: z.string().exactOptional(),
    precedence: z.number().exactOptional(),
  }),
);

const seed = z.strictObject({
  users: users.exactOptional(),
  clients: clients.exactOptional(),
  resourceServers: resourceServers.exactOptional(),
  groups: groups.exactOptional(),
});

/** What a seed file can say about the pool. */
export type Seed = Pick<UserPoolOptions, 'users' | 'clients' | 'resourceServers' | 'groups'>;

/**
 * Reads a seed file: `{ users, clients, resourceServers, groups }`, each of which may be missing, or an
 * array of people.
 * @throws UserPoolError `bad_option`: the file, the place in it and what was expected there, and
 *   never a password or a secret that stands there
 */
export function readSeedFile(path: string): Seed {
  const json = parse(path, read(path));
  const result = Array.isArray(json)
    ? z.object({ users }).safeParse({ users: json })
    : seed.safeParse(json);
  if (!result.success) throw bad(path, describe(result.error, Array.isArray(json)));
  try {
    const { users: people = [], ...rest } = result.data;
    const contents: Seed = { ...rest, ...(people.length === 0 ? {} : { users: people }) };
    // What the shape does not tell, such as a scope that there is not. Providers come from elsewhere.
    const known = contents.clients?.map(({ identityProviders: _, ...client }) => client) ?? [];
    resolveOptions({ ...contents, clients: known });
    return contents;
  } catch (error) {
    throw error instanceof UserPoolError ? bad(path, error.message) : error;
  }
}

function read(path: string): string {
  try {
    return readText(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw bad(path, `the file cannot be read (${code}).`);
  }
}

/** Without the parser's message, which quotes the file. */
function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw bad(path, 'the file is not JSON.');
  }
}

/** The place and the expectation: `clients[0].flows[1]: Invalid option: expected one of …`. */
function describe({ issues }: z.ZodError, isArray: boolean): string {
  const [{ path, message } = { path: [], message: 'unexpected contents' }] = issues;
  const place = (isArray ? path.slice(1) : path)
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
  return place === '' ? `${message}.` : `${place}: ${message}.`;
}

function bad(path: string, message: string): UserPoolError {
  return new UserPoolError('bad_option', `--seed ${path}: ${message}`);
}
