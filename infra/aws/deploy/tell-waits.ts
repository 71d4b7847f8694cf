import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { isNetworkFailure, isThrottling, textOf } from './aws-errors';

/**
 * The SDK tries again by itself when AWS asks to slow down or does not answer, and says nothing. This
 * says it, once for each new attempt.
 */
export function tellWaits(
  client: CloudFormationClient | CognitoIdentityProviderClient,
  onWait: (line: string) => void,
): void {
  // The two clients' stacks have the same methods and types that exclude each other.
  const { middlewareStack } = client as CloudFormationClient;
  middlewareStack.add(
    (next, context) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        const line = waitFor(error, attemptOf(args.request), context.commandName);
        if (line !== null) onWait(line);
        throw error;
      }
    },
    // After the retry middleware, so once for each attempt.
    { step: 'finalizeRequest', priority: 'low', name: 'tellWaits' },
  );
}

interface Attempt {
  readonly number: number;
  readonly most: number;
}

/** From the header that the SDK's retry middleware sets: `attempt=2; max=6`. */
function attemptOf(request: unknown): Attempt | null {
  const { headers } = request as { headers?: Record<string, string> };
  const match = /^attempt=(\d+); max=(\d+)$/.exec(headers?.['amz-sdk-request'] ?? '');
  return match === null ? null : { number: Number(match[1]), most: Number(match[2]) };
}

/** What to say about the next attempt; `null`: there is none. */
function waitFor(error: unknown, attempt: Attempt | null, command?: string): string | null {
  if (attempt === null || attempt.number >= attempt.most) return null;
  const what = command?.replace(/Command$/, '') ?? 'the request';
  if (isThrottling(error)) {
    return `AWS asks to slow down (${what}: ${textOf(error)}). Waiting, then attempt ${attempt.number + 1} of ${attempt.most} …`;
  }
  if (isNetworkFailure(error)) {
    return `AWS does not answer (${what}: ${textOf(error)}). Attempt ${attempt.number + 1} of ${attempt.most} …`;
  }
  return null;
}
