import type { ProblemCode } from '../../shared/problem';
import { type Describe, lasting, passing } from './problem-text';

/** Texts about the keychain: a part of the table in `problem-texts.ts`. */
export const keychainTexts: Record<Extract<ProblemCode, `keychain-${string}`>, Describe> = {
  'keychain-unavailable': ({ lacksDefaultKeyring }) =>
    lasting(
      lacksDefaultKeyring
        ? 'This computer has no default keyring, so you stay signed in only until you close the app.'
        : 'This computer has no keychain that the app can use, so you stay signed in only until you close the app.',
      lacksDefaultKeyring
        ? 'Create a keyring and make it the default: on Linux in "Passwords and Keys" (seahorse), or without a desktop by the commands in docs/keychain.md; on macOS in Keychain Access. Then restart this app.'
        : 'Linux: install and start gnome-keyring, KWallet or KeePassXC with Secret Service on, then restart this app. macOS and Windows: sign in to the computer with a normal desktop session.',
    ),
  'keychain-locked': () =>
    passing(
      'The keychain of this computer is locked.',
      'Unlock it (Linux: your keyring or wallet; macOS: the "login" keychain in Keychain Access; Windows: unlock the session), then try again.',
    ),
  'keychain-timeout': () =>
    passing(
      'The keychain of this computer does not answer.',
      'Look for a window that asks for your keychain password, answer it, then try again. Restarting the app helps too.',
    ),
  'keychain-corrupt': () =>
    passing(
      'What the keychain holds for this app cannot be read.',
      'Sign in again: the entry is then replaced.',
    ),
  'keychain-too-large': () =>
    lasting(
      'The session is too large for the keychain of this computer, so you stay signed in only until you close the app.',
      'You can go on working. Tell the people who gave you this app.',
    ),
};
