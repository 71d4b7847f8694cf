import { app, net, powerMonitor } from 'electron';
import type { UpdateState } from '../shared/update';
import type { Log } from './auth/ports';
import type { AuthService } from './auth/session';
import type { UpdateSettings } from './config';
import { systemClock } from './shell/clock';
import { createMachine } from './shell/machine';
import { settle } from './shell/quit';
import { scheduleChecks } from './shell/updates/schedule';
import { Updates } from './shell/updates/updates';

export interface CreateUpdatesOptions {
  readonly settings: UpdateSettings;
  /** Who is signed in; `null` where nobody can be. */
  readonly auth: AuthService | null;
  readonly onChange: (state: UpdateState) => void;
  readonly log: Log;
}

/**
 * Updates for an Electron app, complete: looked for, fetched, and installed when the person restarts or at the
 * next quit. To be called once, in the main process, after `ready`. What does the work is loaded at the first
 * check, and costs the start nothing.
 */
export function createUpdates({ settings, auth, onChange, log }: CreateUpdatesOptions): Updates {
  const updates = new Updates({
    loadEngine: async () => {
      const { UpdaterEngine } = await import('./shell/updates/updater-engine');
      const { platform, env, execPath } = process;
      return new UpdaterEngine({ settings, app, platform, env, execPath });
    },
    isBusy: () => ['signing-in', 'signing-out'].includes(auth?.state.kind ?? ''),
    beforeInstall: async () => {
      if (auth !== null) await settle(auth);
    },
    onChange,
    log,
  });
  const stop = scheduleChecks({
    clock: systemClock,
    random: Math.random,
    isOnline: createMachine(net, powerMonitor).isOnline,
    check: () => updates.check(false),
  });
  app.on('before-quit', stop);
  return updates;
}
