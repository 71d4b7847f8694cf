import { AppError } from '../../problems/app-error';

/**
 * Signature algorithms that an ID token may have (SEC-9; RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2):
 * those that openid-client verifies. Symmetric ones and `none` can never be among them, whatever the
 * provider says.
 */
export const asymmetricAlgorithms: readonly string[] = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];

/**
 * The error about ID tokens in a form that the app doesn't verify.
 *
 * @param algorithms that the provider signs with, in its own words, of which only names are shown;
 *   `null`: it encrypts ID tokens
 */
export function unsupportedIdToken(algorithms: readonly unknown[] | null): AppError {
  const names = algorithms?.filter(
    (name) => typeof name === 'string' && /^[\w-]{1,20}$/.test(name),
  );
  return new AppError('id-token-unsupported', {
    detail: {
      ...(names === undefined ? {} : { algorithms: names.slice(0, 5).join(', ') }),
      supportedAlgorithms: asymmetricAlgorithms.join(', '),
    },
  });
}
