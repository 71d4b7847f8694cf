import { useEffect, useMemo, useState } from 'react';
import type { CognitoDesktopApi } from '../shared/api';
import type { UpdateState } from '../shared/update';

/** What can be done about updates of the app. */
export type UpdateCommands = ReturnType<typeof useUpdate>['commands'];

/** The state of updates of the app, and what can be done about them. Its failures are the main process's. */
export function useUpdate(api: CognitoDesktopApi) {
  const [update, setUpdate] = useState<UpdateState | null>(null);
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
  useEffect(() => {
    let active = true;
    const fail = (error: unknown) => active && setFailure({ error });
    // As with the state: a change that comes before the answer is the newer one.
    const unsubscribe = api.onUpdateChange(setUpdate);
    api.getUpdate().then((answer) => active && setUpdate((newer) => newer ?? answer), fail);
    return () => {
      active = false;
      unsubscribe();
    };
  }, [api]);
  const commands = useMemo(() => {
    const fail = (error: unknown) => setFailure({ error });
    return {
      checkForUpdates: () => void api.checkForUpdates().catch(fail),
      /** Cancels a download, or clears the message. */
      dismissUpdate: () => void api.dismissUpdate().catch(fail),
      restartToUpdate: () => void api.restartToUpdate().catch(fail),
    };
  }, [api]);
  if (failure !== null) throw failure.error;
  const known: UpdateState = update ?? { kind: 'idle' };
  return { update: known, commands };
}
