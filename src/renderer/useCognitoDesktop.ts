import { useEffect, useMemo, useState } from 'react';
import type { AppInfo, CognitoDesktopApi, SignOutOptions } from '../shared/api';
import type { AuthState } from '../shared/auth-state';
import { createSessionCommands, type SessionCommands } from './session-commands';

export interface CognitoDesktop {
  /** `null` until the main process has answered. */
  readonly state: AuthState | null;
  readonly info: AppInfo | null;
  /** The sign-outs under way: each takes a moment. */
  readonly leaving: readonly SignOutOptions[];
  readonly commands: SessionCommands;
}

/**
 * The main process's state, and the commands that change it. A call that rejects means that the
 * contract is broken: it is thrown while rendering, so that the error boundary shows it.
 */
export function useCognitoDesktop(api: CognitoDesktopApi): CognitoDesktop {
  const [state, setState] = useState<AuthState | null>(null);
  const [info, setInfo] = useState<AppInfo | null>(null);
  const [leaving, setLeaving] = useState<readonly SignOutOptions[]>([]);
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);

  const { commands, noteState } = useMemo(() => {
    const onFailure = (error: unknown) => setFailure({ error });
    return createSessionCommands({ api, setLeaving, onFailure });
  }, [api]);

  useEffect(() => {
    let active = true;
    const fail = (error: unknown) => active && setFailure({ error });
    // Subscribed before asking: a change that comes first is newer than the answer, and wins.
    const unsubscribe = api.onStateChange((next) => {
      noteState(next);
      setState(next);
    });
    api.getState().then((answer) => active && setState((newer) => newer ?? answer), fail);
    api.getAppInfo().then((answer) => active && setInfo(answer), fail);
    return () => {
      active = false;
      unsubscribe();
    };
  }, [api, noteState]);

  if (failure !== null) throw failure.error;
  return { state, info, leaving, commands };
}
