import type { Config } from '../../config/types';
import { AppError } from '../../problems/app-error';
import { errorCode, providerWords } from '../../problems/provider-words';

/** What the sign-in was asked for, for the texts of errors. */
export interface AttemptFacts {
  readonly authorizationUrl: string;
  readonly redirectUri: string;
  readonly provider: Config['provider']['kind'];
}

/**
 * The error that a loaded page stands for, or `null` for an ordinary page. Cognito shows some errors
 * on a page of its own, `<domain>/error?error=…` with HTTP 400, and never redirects back: a wrong
 * redirect URI above all. Without this the person would be left in front of that page.
 */
export function errorFromProviderPage(
  url: string,
  status: number,
  facts: AttemptFacts,
): AppError | null {
  const page = new URL(url);
  const request = new URL(facts.authorizationUrl);
  if (page.origin !== request.origin) return null;

  const error = page.searchParams.get('error');
  if (page.pathname === '/error' && error !== null) {
    const { redirectUri, provider } = facts;
    const clientId = request.searchParams.get('client_id');
    const client = clientId === null ? {} : { clientId };
    if (error === 'redirect_mismatch') {
      return new AppError('redirect-mismatch', { detail: { redirectUri, ...client, provider } });
    }
    return new AppError('hosted-ui-error', {
      detail: {
        ...client,
        provider,
        providerError: errorCode(error),
        providerSays: providerWords([error, page.searchParams.get('error_description')]),
      },
    });
  }
  if (status >= 500) {
    return new AppError('provider-invalid-response', { detail: { host: page.hostname } });
  }
  return null;
}
