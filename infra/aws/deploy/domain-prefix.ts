import { randomBytes } from 'node:crypto';
import { domainPrefixParameter } from './template-names';

/** The longest prefix that Cognito takes (CreateUserPoolDomain, `Domain`). */
const longest = 63;

/** `DomainPrefix=…` with a prefix near the given one that nobody is likely to have. */
export function anotherPrefix(taken: string | undefined): string {
  const base = (taken ?? 'sign-in').replace(/-[0-9a-f]{6}$/, '').slice(0, longest - 7);
  return `${domainPrefixParameter}=${base}-${randomBytes(3).toString('hex')}`;
}
