import type { ProblemCode } from '../../../shared/problem';
import { AppError } from '../../problems/app-error';
import { BusyServer } from '../provider/limited-fetch';

const firstDelayMs = 2_000;
const longestDelayMs = 5 * 60_000;
const longestAskedMs = 60 * 60_000;
/** About eight hours of the longest delay. After that, only the user or a wake-up starts another attempt. */
const maxAttempts = 100;

/**
 * How long to wait before trying again, in ms: it doubles each time, and half of it is chance, so
 * that a thousand apps do not come back in the same second. A server that says when (`Retry-After`)
 * is not asked before (SEC-55). `null` when it is time to stop.
 *
 * @param attempt how many tries have failed, from 1.
 */
export function retryDelayMs(attempt: number, error: unknown): number | null {
  if (attempt > maxAttempts) return null;
  const ceiling = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1));
  const delay = ceiling / 2 + (Math.random() * ceiling) / 2;
  return Math.max(delay, askedDelayMs(error));
}

/** How long the server wants to be left alone (`Retry-After`), in ms, and an hour at most; 0: it did not say. */
export function askedDelayMs(error: unknown): number {
  const cause = error instanceof AppError ? error.cause : null;
  return cause instanceof BusyServer ? Math.min(cause.retryAfterMs ?? 0, longestAskedMs) : 0;
}

/** Whether waiting can help: the network and the provider come back, a keychain has to be asked for. */
export function isWorthRetrying(error: unknown): boolean {
  return (
    error instanceof AppError &&
    (error.code.startsWith('provider-') || error.code === 'certificate-invalid')
  );
}

/** Whether a refresh that failed with this ends the session. */
export function endsSession({ code }: AppError): boolean {
  return ['session-ended', 'subject-changed', 'token-endpoint-moved'].includes(code);
}

/** Refusals of a refresh that say nothing about the refresh token. */
const refusals: readonly ProblemCode[] = ['provider-refused', 'client-rejected', 'invalid-scope'];

/** Whether the provider responded, and refused the refresh without ending the session. */
export function isRefusal({ code }: AppError): boolean {
  return refusals.includes(code);
}
