import type { ProblemCode } from '../../../shared/problem';
import { AppError } from '../../problems/app-error';

/**
 * keytar rejects with the operating system's sentence and no code, so the sentence is all there is.
 * Those of Linux were seen with libsecret and gnome-keyring, those of macOS are Security.framework's,
 * that of Windows is the answer to a value over the limit. A sentence that is not here, or that is
 * translated, counts as `keychain-unavailable`: nothing is ever deleted because of that.
 */
const sentences: readonly (readonly [RegExp, ProblemCode])[] = [
  // Linux: "Cannot create an item in a locked collection", "Cannot get secret of a locked object"
  [/\blocked (collection|object|item)\b|\bis ?locked\b/i, 'keychain-locked'],
  // Linux: the person closed the dialog that asks for the keyring's password
  [/\bprompt was dismissed\b/i, 'keychain-locked'],
  // macOS: errSecInteractionNotAllowed, for instance over SSH
  [/\buser interaction is not allowed\b/i, 'keychain-locked'],
  // macOS: errSecAuthFailed and errSecUserCanceled: the keychain's dialog was refused
  [/\buser name or passphrase you entered is not correct\b/i, 'keychain-locked'],
  [/\buser cancell?ed the operation\b/i, 'keychain-locked'],
  // Linux: no answer from the Secret Service within D-Bus's own limit
  [/\btimeout was reached\b/i, 'keychain-timeout'],
  // Windows: RPC_X_BAD_STUB_DATA
  [/\bstub received bad data\b/i, 'keychain-too-large'],
];

/**
 * A keyring without a default collection: libsecret names the object that is missing. macOS:
 * errSecNoDefaultKeychain.
 */
const noDefault =
  /\/org\/freedesktop\/secrets\/(collection\/login|aliases\/default)\b|\bdefault keychain could not be found\b/i;

/** Any failure of the keychain library as an AppError with a `keychain-*` code. */
export function toKeychainError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const known = sentences.find(([pattern]) => pattern.test(text));
  return new AppError(known?.[1] ?? 'keychain-unavailable', {
    cause: error,
    detail: noDefault.test(text) ? { lacksDefaultKeyring: true } : {},
  });
}
