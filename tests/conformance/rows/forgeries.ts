import { encode, signedWithSecret } from '../keys';
import type { Unsigned } from '../script';

type Forgery = (unsigned: Unsigned, honest: string) => string;

/** @param alg as it stands in the header: `none`, in any case */
export const unsigned =
  (alg: string): Forgery =>
  ({ header, claims }) =>
    `${encode({ ...header, alg })}.${encode(claims)}.`;

export const withSecretOf =
  (secret: string): Forgery =>
  ({ header, claims }) =>
    signedWithSecret(secret, header, claims);

/** One bit of the signature is another. */
export const withBrokenSignature: Forgery = (_, honest) => {
  const [header, payload, signature = ''] = honest.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return `${header}.${payload}.${bytes.toString('base64url')}`;
};

/** Other claims under the genuine signature. */
export const withOtherClaims =
  (changes: object): Forgery =>
  ({ claims }, honest) => {
    const [header, , signature] = honest.split('.');
    return `${header}.${encode({ ...claims, ...changes })}.${signature}`;
  };
