import type { Config } from '../../../src/main/config/index';
import { clientRules } from './client-rules';
import { domainFindings } from './domain-rules';
import type { Facts } from './facts';
import { consolePlaces, type Finding } from './finding';
import { poolFindings } from './pool-rules';
import { signInFindings } from './sign-in-rules';

/**
 * What would have to change in a user pool for the app to work with it as configured: what it can't do
 * without first, then what would be better.
 *
 * Sources: Cognito developer guide, "Application-specific settings with app clients" and "Managed login";
 * `reference` pages of CreateUserPoolClient and CreateUserPoolDomain.
 */
export function compare(facts: Facts, config: Config): Finding[] {
  const { pool, client, providers } = facts;
  if (pool === null) {
    const problem = `There is no user pool ${new URL(config.provider.issuer).pathname.slice(1)} in this account.`;
    return [
      { id: 'pool', level: 'must', problem, where: { console: 'Create user pool', cli: null } },
    ];
  }
  const ofClient =
    client === null
      ? [noClient(config)]
      : [
          ...signInFindings(client, config, providers),
          ...clientRules.flatMap((rule) => rule(client, config) ?? []),
        ];
  const findings = [...ofClient, ...domainFindings(facts, config), ...poolFindings(pool)];
  const order = { must: 0, should: 1, note: 2 } as const;
  return findings.sort((a, b) => order[a.level] - order[b.level]);
}

function noClient({ clientId }: Config): Finding {
  return {
    id: 'client',
    level: 'must',
    problem: `The user pool has no app client ${clientId}.`,
    where: {
      console: consolePlaces.newClient,
      cli: 'aws cognito-idp create-user-pool-client --no-generate-secret',
    },
  };
}
