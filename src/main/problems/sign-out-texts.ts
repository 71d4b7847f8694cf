import type { Problem, ProblemCode } from '../../shared/problem';

/*
 * A sign-out that went only half way, of the account in use or of another one. It can't be tried again
 * from here: the token that it would take is gone.
 */

/** The provider had its say: the network is not to blame. */
const refusals: readonly ProblemCode[] = ['client-rejected', 'provider-refused', 'invalid-scope'];

/** Signed out here, but the provider could not be told: someone who has the token could still use it. */
export function revocationFailed(problem: Problem): Problem {
  const isRefused = refusals.includes(problem.code);
  return {
    ...problem,
    message: isRefused
      ? 'The account is signed out on this computer, but the provider refused to revoke its session.'
      : 'The account is signed out on this computer, but the provider could not be told.',
    hint: isRefused
      ? 'The session may live on at the provider until it expires. Tell the people who gave you this app: this client may not revoke tokens.'
      : 'The session may live on at the provider until it expires. To end it, sign in and out again when the network works.',
    retryable: false,
  };
}

/** Signed out here, but other devices may still be signed in. */
export function globalSignOutFailed(problem: Problem): Problem {
  return {
    ...problem,
    message: 'The account is signed out on this computer, but perhaps not on your other devices.',
    hint: refusals.includes(problem.code)
      ? 'The provider refused it. The app client needs the scope aws.cognito.signin.user.admin for that. Then sign in again, and sign out everywhere once more.'
      : 'Sign in again when the network works, and sign out everywhere once more.',
    retryable: false,
  };
}

/** Signed out, but the refresh token may still stand in the keychain. */
export function deletionFailed(problem: Problem, keychainService: string): Problem {
  return {
    ...problem,
    message:
      'The account is signed out, but its entry could not be deleted from the keychain of this computer.',
    hint: `The app tries again when it is next started. You can also unlock the keychain and delete the entry "${keychainService}" there.`,
    retryable: false,
  };
}
