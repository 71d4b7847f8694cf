import { AppError } from './errors';
import { type HttpOptions, limitedFetch } from './http';

/**
 * Ends every session of a person, on every device: Cognito's `GlobalSignOut` (API reference). Takes an
 * access token with the scope `aws.cognito.signin.user.admin`. The hosted UI's own session lives on.
 *
 * @param endpoint `https://cognito-idp.<region>.amazonaws.com/`
 * @throws AppError `client-rejected` when Cognito refuses the token, else the network's codes
 */
export async function globalSignOut(
  endpoint: string,
  accessToken: string,
  http: HttpOptions,
): Promise<void> {
  const response = await limitedFetch(http)(endpoint, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.GlobalSignOut',
    },
    body: JSON.stringify({ AccessToken: accessToken }),
  });
  if (!response.ok) throw new AppError('client-rejected');
}
