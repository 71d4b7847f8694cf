import type { Target } from './target';
import { callbackTargets } from './targets/callback';
import { commandLineTargets } from './targets/command-line';
import { configTargets } from './targets/config';
import { ipcTargets } from './targets/ipc';
import { navigationTargets } from './targets/navigation';
import { transactionTargets } from './targets/transactions';

export const targets: readonly Target[] = [
  ...callbackTargets,
  ...transactionTargets,
  ...navigationTargets,
  ...commandLineTargets,
  ...configTargets,
  ...ipcTargets,
];
