import {
  DescribeManagedLoginBrandingByClientCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  DescribeUserPoolDomainCommand,
  type DomainDescriptionType,
  paginateListIdentityProviders,
  type UserPoolClientType,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Config } from '../../../src/main/config/index';
import { domainPrefix, regionProblem } from '../../../src/main/config/partitions';
import type { Aws } from '../common/clients';
import { CommandError } from '../common/command-error';
import { isDenied, nameOf } from '../common/explain';

/** A user pool as it is, as far as the app depends on it; `null`: there is none. */
export interface Facts {
  readonly pool: UserPoolType | null;
  readonly client: UserPoolClientType | null;
  readonly domain: DomainDescriptionType | null;
  /** Whether the client has a style for managed login; `null`: these credentials may not look. */
  readonly hasStyle: boolean | null;
  /** Names of the pool's other identity providers; `null`: these credentials may not look. */
  readonly providers: readonly string[] | null;
}

/** What the configuration says about where to look. */
export interface Place {
  readonly region: string;
  readonly poolId: string;
  readonly clientId: string;
  /** As `DescribeUserPoolDomain` wants it: a prefix, or a domain of one's own. */
  readonly domain: string;
}

/** @throws CommandError if the app is not configured for a user pool at AWS */
export function placeOf({ provider, clientId }: Config): Place {
  const poolId = new URL(provider.issuer).pathname.slice(1);
  const region = poolId.split('_')[0] ?? '';
  if (provider.kind !== 'cognito' || regionProblem(region) !== null) {
    throw new CommandError(
      `The app is configured for ${provider.issuer}, which is no user pool at AWS.`,
    );
  }
  const host = new URL(provider.domain).hostname;
  return { region, poolId, clientId, domain: domainPrefix(host, region) ?? host };
}

/** Looks at the pool: up to five requests, none of which changes anything. */
export async function fetchFacts({ cognito }: Aws, place: Place): Promise<Facts> {
  const { poolId: UserPoolId, clientId: ClientId, domain: Domain } = place;
  const pool = await unlessMissing(cognito.send(new DescribeUserPoolCommand({ UserPoolId })));
  if (pool === null) {
    return { pool: null, client: null, domain: null, hasStyle: null, providers: null };
  }
  const client = await unlessMissing(
    cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId })),
  );
  const { DomainDescription } = await cognito.send(new DescribeUserPoolDomainCommand({ Domain }));
  const branding =
    client === null
      ? null
      : await ifAllowed(
          unlessMissing(
            cognito.send(new DescribeManagedLoginBrandingByClientCommand({ UserPoolId, ClientId })),
          ).then((answer) => answer !== null),
        );
  return {
    pool: pool.UserPool ?? null,
    client: client?.UserPoolClient ?? null,
    // Cognito answers with an empty description when nobody has the domain.
    domain: DomainDescription?.Domain === undefined ? null : DomainDescription,
    hasStyle: branding,
    providers: await ifAllowed(providerNames({ cognito }, UserPoolId)),
  };
}

async function providerNames({ cognito }: Pick<Aws, 'cognito'>, UserPoolId: string) {
  const names: string[] = [];
  const pages = paginateListIdentityProviders({ client: cognito }, { UserPoolId });
  for await (const { Providers = [] } of pages) {
    names.push(...Providers.map(({ ProviderName = '' }) => ProviderName));
  }
  return names;
}

/** `null` when Cognito does not know what was asked for. */
async function unlessMissing<T>(answer: Promise<T>): Promise<T | null> {
  return answer.catch((error: unknown) => {
    if (nameOf(error) === 'ResourceNotFoundException') return null;
    throw error;
  });
}

/** `null` when these credentials may not look; the comparison then leaves that out, and says so. */
async function ifAllowed<T>(answer: Promise<T>): Promise<T | null> {
  return answer.catch((error: unknown) => {
    if (isDenied(error)) return null;
    throw error;
  });
}
