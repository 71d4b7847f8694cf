import type { Target } from './target';
import { accountIndexTargets } from './targets/account-index';
import { apiCallTargets } from './targets/api-calls';
import { callbackTargets } from './targets/callback';
import { commandLineTargets } from './targets/command-line';
import { configTargets } from './targets/config';
import { deepLinkTargets } from './targets/deep-links';
import { encryptedFileTargets } from './targets/encrypted-file';
import { errorTextTargets } from './targets/error-texts';
import { idTokenTargets } from './targets/id-tokens';
import { ipcTargets } from './targets/ipc';
import { keychainTargets } from './targets/keychain';
import { logTargets } from './targets/log';
import { navigationTargets } from './targets/navigation';
import { tokenAnswerTargets } from './targets/token-answers';
import { transactionTargets } from './targets/transactions';

export const targets: readonly Target[] = [
  ...callbackTargets,
  ...transactionTargets,
  ...navigationTargets,
  ...apiCallTargets,
  ...commandLineTargets,
  ...deepLinkTargets,
  ...configTargets,
  ...ipcTargets,
  ...tokenAnswerTargets,
  ...idTokenTargets,
  ...accountIndexTargets,
  ...keychainTargets,
  ...encryptedFileTargets,
  ...errorTextTargets,
  ...logTargets,
];
