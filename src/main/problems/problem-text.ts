import type { Problem } from '../../shared/problem';

/** Facts that a text may name. Each is already safe to show: no token, no free text of the provider. */
export interface ProblemDetail {
  readonly redirectUri?: string;
  readonly signOutUri?: string;
  readonly host?: string;
  /** The setting that could allow `host`. */
  readonly setting?: 'tokenOrigins';
  /** Port numbers, as a text. */
  readonly ports?: string;
  readonly scheme?: string;
  /** What is wrong with the settings: names and our own words, no values. */
  readonly mistakes?: string;
  readonly clientId?: string;
  /** Without it, no text mentions Cognito. */
  readonly provider?: 'cognito' | 'generic';
  /** An error code of RFC 6749 §4.1.2.1 or RFC 6750 §3.1, already checked against its alphabet; or `HTTP 403`. */
  readonly providerError?: string | undefined;
  /** `providerWords`: for "Details" and the log, in no sentence of ours. */
  readonly providerSays?: string | undefined;
  /** What the issuer should be, and what the response says; `null`: it names none. */
  readonly issuers?: { readonly expected: string; readonly found: string | null };
  /** The provider gives this client no refresh token. */
  readonly noRefreshToken?: true;
  /** How the window names a user. */
  readonly user?: string;
  /** What is wrong with a request to the loopback listener, with a link, or with a response of the provider. */
  readonly reason?: string;
  /** A scope that an API asks for, already checked against its alphabet. */
  readonly scope?: string;
  /** Algorithms that the provider signs with, already checked against their alphabet. */
  readonly algorithms?: string;
  /** Algorithms that this app accepts. */
  readonly supportedAlgorithms?: string;
  /** There is a keyring, but no default one to write to. */
  readonly lacksDefaultKeyring?: true;
  /** What is wrong with a call to an API. */
  readonly part?: 'method' | 'path' | 'origin' | 'headers' | 'body' | 'id';
}

/** What the user reads about a problem. */
export type ProblemText = Omit<Problem, 'code'>;

export type Describe = (detail: ProblemDetail) => ProblemText;

/** A problem that trying again may fix. */
export const passing = (message: string, hint: string): ProblemText => ({
  message,
  hint,
  retryable: true,
});

/** A problem that someone has to fix first. */
export const lasting = (message: string, hint: string): ProblemText => ({
  message,
  hint,
  retryable: false,
});
