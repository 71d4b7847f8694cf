import { z } from 'zod';
import { apiMethods } from './api-call';
import { flowNames } from './flows';

/**
 * What the page may send with an operation (SEC-42, SEC-44): shapes and sizes. The types come from the
 * schemas. The page and the preload import the types only, so that neither bundles the schema library.
 */

const shortText = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^\P{Cc}*$/u);

/** The `id` of an `OtherAccount`: a SHA-256 in base64url. */
export const accountId = z.string().regex(/^[\w-]{43}$/);

export const signInOptions = z.strictObject({
  intent: z.enum(['sign-in', 'sign-up']),
  /** `login`: the user has to authenticate again, even with a session at the provider. */
  prompt: z.literal('login').exactOptional(),
  /** Maximum age of the authentication in seconds (`max_age`, OpenID Connect Core §3.1.2.1). */
  maxAge: z.int().min(0).max(31_536_000).exactOptional(),
  /** One of the flows that the settings allow. Default: the first of them that works here. */
  flow: z.enum(flowNames).exactOptional(),
  /** Goes straight to this identity provider of the user pool (Cognito: `identity_provider`, `ProviderName`). */
  identityProvider: shortText(32).exactOptional(),
  /** Has Cognito find the identity provider, mostly by a domain (Cognito: `idp_identifier`, `IdpIdentifiers`). */
  idpIdentifier: shortText(40).exactOptional(),
  /** Fills in the user name. */
  loginHint: shortText(256).exactOptional(),
  /** Language of the sign-in pages, a BCP 47 tag. */
  lang: z
    .string()
    .regex(/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,4}$/i)
    .exactOptional(),
});
export type SignInOptions = Readonly<z.infer<typeof signInOptions>>;

export const signOutOptions = z.strictObject({
  /** `current` (default): the account in use. `all`: every account on this computer. Else an id. */
  account: z.union([z.enum(['current', 'all']), z.strictObject({ id: accountId })]).exactOptional(),
  /** Ends the user's sessions on every device too, where the provider allows it. */
  everywhere: z.boolean().exactOptional(),
});
export type SignOutOptions = Readonly<z.infer<typeof signOutOptions>>;

/** Names an API call. The page chooses it. */
export const callId = z.string().regex(/^[\w-]{1,64}$/);

/** No setting allows a larger body (`apiMaxMegabytes`); main reports a smaller limit itself. */
const maxBodySize = 100_000_000;

/** `src/main/api` checks the content: which origins, which headers. */
export const apiRequest = z.strictObject({
  method: z.enum(apiMethods),
  /** Path and query, from the first slash on: `/orders?open=true`. */
  path: z.string().max(8_192),
  /** One of the configured origins (`AppInfo.apiOrigins`). Default: the first of them. */
  origin: z.string().max(300).exactOptional(),
  /** `Authorization`, `Cookie` and the like are refused: see `src/main/api/request-headers.ts`. */
  headers: z.custom<Readonly<Record<string, string>>>(isHeaders).exactOptional(),
  /** A text is sent as UTF-8. Not with GET and HEAD. */
  body: z
    .union([
      z.string().max(maxBodySize),
      z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength <= maxBodySize),
    ])
    .exactOptional(),
  /** With it the call can be cancelled, and reports its progress. */
  id: callId.exactOptional(),
});
export type ApiRequest = Readonly<z.infer<typeof apiRequest>>;

/** Not a `z.record`, which drops some names silently. */
function isHeaders(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries: [string, unknown][] = Object.entries(value);
  const isShort = ([name, text]: [string, unknown]) =>
    name.length <= 100 && typeof text === 'string' && text.length <= 8_192;
  return entries.length <= 50 && entries.every(isShort);
}
