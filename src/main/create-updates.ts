import { app, autoUpdater, net } from 'electron';
import type { UpdateState } from '../shared/update';
import type { AuthService } from './auth/auth-service';
import type { UpdateSettings } from './config';
import { settle } from './platform/quit';
import { systemClock } from './platform/system-clock';
import { scheduleChecks } from './updates/schedule';
import { Updates } from './updates/updates';
import type { Log } from './util/log';

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
      const { UpdaterEngine } = await import('./updates/updater-engine');
      const { platform, env, execPath } = process;
      return new UpdaterEngine({ settings, app, native: autoUpdater, platform, env, execPath });
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
    isOnline: () => net.isOnline(),
    check: () => updates.check(false),
  });
  app.on('before-quit', stop);
  return updates;
}
