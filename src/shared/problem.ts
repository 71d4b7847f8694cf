import type { FlowName } from './flows';

/**
 * What went wrong, as the renderer may know it: a stable code, a sentence, and what to do next.
 * No stack, no URL, no response body crosses to the renderer (SEC-45).
 */

/** Every code that a problem can have. Callers switch on these, never on the message. */
export const problemCodes = [
  // the user, or a time limit, ended the sign-in
  'cancelled',
  'timed-out',
  // opening the sign-in page
  'browser-not-opened',
  'loopback-ports-taken',
  'scheme-not-registered',
  'embedded-refused',
  // the callback
  'state-mismatch',
  'callback-replayed',
  'callback-invalid',
  'callback-refused',
  'link-refused',
  'issuer-mismatch',
  // the provider's response at the authorization endpoint
  'redirect-mismatch',
  'invalid-scope',
  'access-denied',
  'login-required',
  'authorization-refused',
  'hosted-ui-error',
  // the token endpoint
  'code-rejected',
  'client-rejected',
  'provider-refused',
  'refresh-refused',
  'session-ended',
  'token-endpoint-moved',
  'session-limit',
  // the ID token
  'nonce-mismatch',
  'audience-mismatch',
  'signature-invalid',
  'id-token-unsupported',
  'id-token-expired',
  'id-token-invalid',
  'subject-changed',
  'wrong-account',
  'authentication-too-old',
  'same-account',
  // the network
  'provider-unreachable',
  'provider-timeout',
  'provider-invalid-response',
  'certificate-invalid',
  'navigation-blocked',
  // the provider's session in the browser
  'browser-session-open',
  // the keychain
  'keychain-unavailable',
  'keychain-locked',
  'keychain-timeout',
  'keychain-corrupt',
  'keychain-too-large',
  // this computer
  'disk-unwritable',
  // calls to an API
  'api-not-configured',
  'api-call-invalid',
  'api-call-too-large',
  'api-busy',
  'api-unreachable',
  'api-certificate-invalid',
  'api-timeout',
  'api-redirected',
  'api-unauthorized',
  'api-scope-missing',
  'api-answer-invalid',
  'api-answer-too-large',
  'api-answer-withheld',
  'api-cancelled',
  'api-account-changed',
  // updates of the app
  'update-unreachable',
  'update-refused',
  'update-not-saved',
  'update-not-installed',
  // settings, and our own errors
  'config-invalid',
  'internal',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

export interface Problem {
  readonly code: ProblemCode;
  /** One sentence for the user: what happened. */
  readonly message: string;
  /** One or two sentences: what to do about it. */
  readonly hint: string;
  /** Whether trying the same again can help. */
  readonly retryable: boolean;
  /** The provider's error code and its own words, on one line. Not ours: shown as its words (SEC-18). */
  readonly providerSays?: string;
  /** A flow that may work instead: the window has a button for it. */
  readonly otherFlow?: FlowName;
}
