import type { parseArgs } from 'node:util';
import { UserPoolError, type UserPoolOptions } from '../index';

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

interface Registration {
  readonly name: string;
  readonly issuer: string;
  clientId: string | null;
  clientSecret?: string;
}

/**
 * The identity providers of a command line: `--idp NAME` for one that the demo provider plays, and
 * `--idp NAME=ISSUER --idp-client-id ID` for a real one, each setting after the `--idp` it belongs to.
 * @throws UserPoolError `bad_option`; never with a secret in the message
 */
export function providerOptions(
  tokens: readonly Token[],
): Pick<UserPoolOptions, 'identityProviders' | 'demoProviders'> {
  const demoProviders: string[] = [];
  const registrations: Registration[] = [];
  for (const token of tokens) {
    if (token.kind !== 'option' || token.value === undefined) continue;
    const { name, value } = token;
    if (name === 'idp') {
      const equals = value.indexOf('=');
      if (equals < 0) demoProviders.push(value);
      else {
        const [provider, issuer] = [value.slice(0, equals), value.slice(equals + 1)];
        registrations.push({ name: provider, issuer, clientId: null });
      }
      continue;
    }
    if (name !== 'idp-client-id' && name !== 'idp-client-secret') continue;
    const latest = registrations.at(-1);
    if (!latest) throw bad(`--${name} belongs after the --idp NAME=ISSUER that it is for.`);
    if (name === 'idp-client-id') latest.clientId = value;
    else latest.clientSecret = value;
  }
  const identityProviders = registrations.map(({ clientId, ...registration }) => {
    if (clientId === null) throw bad(`--idp ${registration.name}=… needs an --idp-client-id.`);
    return { ...registration, clientId };
  });
  return { identityProviders, demoProviders };
}

function bad(message: string): UserPoolError {
  return new UserPoolError('bad_option', message);
}
