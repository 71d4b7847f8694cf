import type { CognitoDesktopApi, SignInOptions, SignOutOptions } from '../shared/api';
import type { AuthState } from '../shared/auth-state';
import type { SessionCommands } from './commands';

export interface SessionCommandsOptions {
  readonly api: CognitoDesktopApi;
  /** Changes which sign-outs are under way. */
  readonly setLeaving: (change: (leaving: Leaving) => Leaving) => void;
  /** A call rejected. */
  readonly onFailure: (error: unknown) => void;
}

type Leaving = readonly SignOutOptions[];

interface Control {
  readonly commands: SessionCommands;
  /** To be called with every state: what went well is not tried again. */
  readonly noteState: (state: AuthState) => void;
}

const usual: SignInOptions = { intent: 'sign-in' };

/** The commands, and the memory of what "Try again" has to try. */
export function createSessionCommands(options: SessionCommandsOptions): Control {
  const { api, setLeaving, onFailure } = options;
  let last = usual;
  const signIn = (how: SignInOptions) => {
    last = how;
    api.signIn(how).catch(onFailure);
  };
  const commands: SessionCommands = {
    signIn,
    showSignIn: () => signIn(last),
    signInAgain: () => signIn({ ...usual, prompt: 'login' }),
    retrySignIn: () => signIn(last),
    cancelSignIn: () => void api.cancelSignIn().catch(onFailure),
    switchTo: (id) => {
      last = usual;
      api.switchAccount(id).catch(onFailure);
    },
    signOut: (what = {}) => {
      last = usual;
      setLeaving((others) => [...others, what]);
      const over = () => setLeaving((all) => all.filter((one) => one !== what));
      api.signOut(what).catch(onFailure).finally(over);
    },
    refresh: () => void api.refresh().catch(onFailure),
    dismissProblem: () => void api.dismissProblem().catch(onFailure),
  };
  const noteState = (state: AuthState) => {
    if (state.kind === 'signed-in' && state.problem === null) last = usual;
  };
  return { commands, noteState };
}
