import type { Target } from './target';
import { accountIndexTarget } from './targets/account-index';
import { apiCallTarget } from './targets/api-calls';
import { callbackTargets } from './targets/callback';
import { configTargets } from './targets/config';
import { deepLinkTargets } from './targets/deep-links';
import { errorTextTargets } from './targets/error-texts';
import { idTokenTargets } from './targets/id-tokens';
import { ipcTarget } from './targets/ipc';
import { navigationTarget } from './targets/navigation';
import { tokenResponseTarget } from './targets/token-responses';

/** One for each input that the app doesn't control. */
export const targets: readonly Target[] = [
  ...callbackTargets,
  navigationTarget,
  apiCallTarget,
  ...deepLinkTargets,
  ...configTargets,
  ipcTarget,
  tokenResponseTarget,
  ...idTokenTargets,
  accountIndexTarget,
  ...errorTextTargets,
];
