import type { Config } from '../../../src/main/config/index';
import type { Facts } from './facts';
import { consolePlaces, type Finding } from './finding';

/** What the sign-in pages need: a domain of this pool, and for managed login a style. */
export function domainFindings({ domain, pool, hasStyle }: Facts, { provider }: Config): Finding[] {
  const host = provider.kind === 'cognito' ? new URL(provider.domain).host : '';
  const where = {
    console: consolePlaces.domain,
    cli: 'aws cognito-idp create-user-pool-domain --domain … --managed-login-version 2',
    parameter: 'DomainPrefix=…',
  };
  if (domain === null) {
    const has = pool?.CustomDomain ?? pool?.Domain;
    const problem = `There is no domain ${host}${has ? `; the user pool has ${has}` : ''}.`;
    return [{ id: 'domain', level: 'must', problem, where }];
  }
  if (domain.UserPoolId !== undefined && domain.UserPoolId !== pool?.Id) {
    const problem = `The domain ${host} belongs to another user pool, ${domain.UserPoolId}.`;
    return [{ id: 'domain-elsewhere', level: 'must', problem, where }];
  }
  const findings: Finding[] = [];
  if (domain.Status !== undefined && domain.Status !== 'ACTIVE') {
    const problem = `The domain ${host} is not ready yet (${domain.Status}); that takes a few minutes.`;
    findings.push({ id: 'domain-status', level: 'must', problem, where });
  }
  const version = domain.ManagedLoginVersion ?? 1;
  if (version !== 2) {
    const problem =
      'The domain shows the classic hosted UI: no passkeys, one language, and no fresh sign-in on request (prompt). Managed login (version 2) has them.';
    findings.push({
      id: 'classic-pages',
      level: 'note',
      problem,
      where: {
        console: consolePlaces.domain,
        cli: 'aws cognito-idp update-user-pool-domain --managed-login-version 2',
        parameter: 'Branding=managed',
      },
    });
  } else if (hasStyle === false) {
    findings.push({
      id: 'style',
      level: 'must',
      problem:
        'Managed login has no style for this app client, so its pages say "Login pages unavailable".',
      where: {
        console: consolePlaces.managedLogin,
        cli: 'aws cognito-idp create-managed-login-branding --use-cognito-provided-values',
        parameter: 'Branding=managed',
      },
    });
  }
  return findings;
}
