import type { IDToken } from 'openid-client';
import type { Config } from '../../config/types';
import { AppError } from '../../problems/app-error';
import { withoutEmpty } from '../../util/empty-members';
import type { Log } from '../../util/log';
import type { OidcClient } from './oidc-client';
import type { Tokens } from './token-response';

/** What the window shows of a user, by the scope that asks for it (OpenID Connect Core §5.4). */
const shownClaims: Readonly<Record<string, readonly string[]>> = {
  profile: ['name', 'given_name', 'family_name', 'preferred_username'],
  email: ['email'],
};

export interface UserInfoOptions {
  readonly client: Pick<OidcClient, 'userInfo'>;
  readonly config: Config;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Adds the claims that the provider has at its UserInfo endpoint and not in the ID token: with the
 * code flow, Core §5.4 has names and e-mail addresses there and nowhere else. What the ID token says
 * stays as it is. Cognito puts all of it into the ID token and is never asked: `cognitoMetadata` names no
 * such endpoint.
 *
 * Does not reject: the sign-in is complete without.
 */
export async function withUserInfo(tokens: Tokens, options: UserInfoOptions): Promise<Tokens> {
  const { client, config, log, signal } = options;
  const { claims, accessToken } = tokens;
  if (claims === null || !lacksShownClaims(claims, config.scopes)) return tokens;
  try {
    const found = await client.userInfo(accessToken, { subject: claims.sub, signal });
    const shown = Object.values(shownClaims).flat();
    const told = Object.entries(found ?? {}).filter(([name]) => shown.includes(name));
    return {
      ...tokens,
      claims: { ...claims, ...Object.fromEntries(told), ...withoutEmpty(claims) },
    };
  } catch (error) {
    log.warn('auth.user-info-failed', { code: AppError.from(error).code });
    return tokens;
  }
}

function lacksShownClaims(claims: IDToken, scopes: readonly string[]): boolean {
  const told = withoutEmpty(claims);
  return Object.entries(shownClaims).some(
    ([scope, names]) => scopes.includes(scope) && names.every((name) => told[name] === undefined),
  );
}
