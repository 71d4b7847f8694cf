import type { CognitoDesktopApi, SignInOptions, SignOutOptions } from '../shared/api';
import type { AuthState } from '../shared/auth-state';
import type { FlowName } from '../shared/flows';

export interface SessionCommandsOptions {
  readonly api: CognitoDesktopApi;
  /** Changes which sign-outs are under way. */
  readonly setLeaving: (change: (leaving: Leaving) => Leaving) => void;
  /** A call rejected. */
  readonly onFailure: (error: unknown) => void;
}

type Leaving = readonly SignOutOptions[];

const usual: SignInOptions = { intent: 'sign-in' };

/** What the main process is told to do about the session. The outcome is in the state that follows. */
export type SessionCommands = ReturnType<typeof createSessionCommands>['commands'];

/** The commands, and the memory of what "Try again" has to try. */
export function createSessionCommands({ api, setLeaving, onFailure }: SessionCommandsOptions) {
  let last = usual;
  const signIn = (how: SignInOptions) => {
    last = how;
    api.signIn(how).catch(onFailure);
  };
  const commands = {
    /** Signs in, or up; with an account in use, adds another one. */
    signIn,
    /** Shows the page of the pending sign-in again. */
    showSignIn: () => signIn(last),
    /** The user authenticates again, and the session starts afresh. */
    signInAgain: () => signIn({ ...usual, prompt: 'login' }),
    /** Signs in, or up, with the options of the last attempt. */
    retrySignIn: () => signIn(last),
    /** The same by another flow; ends the pending sign-in. */
    signInBy: (flow: FlowName) => signIn({ ...last, flow }),
    cancelSignIn: () => void api.cancelSignIn().catch(onFailure),
    /** Continues as another account, by the `id` of an `OtherAccount`. */
    switchTo: (id: string) => {
      last = usual;
      api.switchAccount(id).catch(onFailure);
    },
    signOut: (what: SignOutOptions = {}) => {
      last = usual;
      setLeaving((others) => [...others, what]);
      const over = () => setLeaving((all) => all.filter((one) => one !== what));
      api.signOut(what).catch(onFailure).finally(over);
    },
    refresh: () => void api.refresh().catch(onFailure),
    dismissProblem: () => void api.dismissProblem().catch(onFailure),
  };
  /** To be called with every state: what went well is not tried again. */
  const noteState = (state: AuthState) => {
    if (state.kind === 'signed-in' && state.problem === null) last = usual;
  };
  return { commands, noteState };
}
