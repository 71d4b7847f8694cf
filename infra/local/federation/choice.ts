import { allowsProvider, type Client } from '../options/app-client';
import type { Pool } from '../pool';
import type { UpstreamProvider } from './identity-provider';

/** `COGNITO` stands for the pool's own people and pages. */
export type Choice = UpstreamProvider | 'COGNITO';

/** Every provider by which people may come to this client (`SupportedIdentityProviders`). */
export function choicesOf(pool: Pool, client: Client): readonly Choice[] {
  const all: readonly Choice[] = ['COGNITO', ...pool.providers];
  return all.filter((choice) => allowsProvider(client, nameOf(choice)));
}

/** The same without the pool itself. */
export function upstreamProvidersOf(pool: Pool, client: Client): readonly UpstreamProvider[] {
  return pool.providers.filter(({ name }) => allowsProvider(client, name));
}

/**
 * What an authorization request asks for by `identity_provider` or `idp_identifier`, or the only
 * other provider of a client that has nothing else. `null` when it leaves the choice to the person,
 * `undefined` when the client has no such provider (authorization-endpoint page).
 */
export function chosenProvider(
  pool: Pool,
  client: Client,
  query: URLSearchParams,
): Choice | null | undefined {
  const choices = choicesOf(pool, client);
  const name = query.get('identity_provider');
  if (name !== null) return choices.find((choice) => nameOf(choice) === name);
  const identifier = query.get('idp_identifier');
  if (identifier !== null) {
    return upstreamProvidersOf(pool, client).find((each) => each.identifiers.includes(identifier));
  }
  const [only, another] = choices;
  return another === undefined && only !== 'COGNITO' ? only : null;
}

function nameOf(choice: Choice): string {
  return choice === 'COGNITO' ? choice : choice.name;
}
