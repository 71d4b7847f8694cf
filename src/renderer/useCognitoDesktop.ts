import { useEffect, useMemo, useState } from 'react';
import type { AppInfo, CognitoDesktopApi } from '../shared/api';
import type { AuthState, SignInIntent } from '../shared/auth-state';
import type { Commands } from './commands';

export interface CognitoDesktop {
  /** `null` until the main process has answered. */
  readonly state: AuthState | null;
  readonly info: AppInfo | null;
  readonly commands: Commands;
}

/**
 * The main process's state, and the commands that change it. A call that rejects means that the
 * contract is broken: it is thrown while rendering, so that the error boundary shows it.
 */
export function useCognitoDesktop(api: CognitoDesktopApi): CognitoDesktop {
  const [state, setState] = useState<AuthState | null>(null);
  const [info, setInfo] = useState<AppInfo | null>(null);
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);

  useEffect(() => {
    let active = true;
    const fail = (error: unknown) => active && setFailure({ error });
    // Subscribed before asking: a change that comes first is newer than the answer, and wins.
    const unsubscribe = api.onStateChange(setState);
    api.getState().then((answer) => active && setState((newer) => newer ?? answer), fail);
    api.getAppInfo().then((answer) => active && setInfo(answer), fail);
    return () => {
      active = false;
      unsubscribe();
    };
  }, [api]);

  const commands = useMemo(() => createCommands(api, (error) => setFailure({ error })), [api]);

  if (failure !== null) throw failure.error;
  return { state, info, commands };
}

function createCommands(api: CognitoDesktopApi, fail: (error: unknown) => void): Commands {
  let lastIntent: SignInIntent = 'sign-in';
  const signIn = (intent: SignInIntent) => {
    lastIntent = intent;
    api.signIn({ intent }).catch(fail);
  };
  return {
    signIn,
    retrySignIn: () => signIn(lastIntent),
    cancelSignIn: () => void api.cancelSignIn().catch(fail),
    signOut: () => void api.signOut().catch(fail),
    refresh: () => void api.refresh().catch(fail),
    dismissProblem: () => void api.dismissProblem().catch(fail),
  };
}
