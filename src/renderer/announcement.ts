import type { AuthState } from '../shared/auth-state';
import { listName } from './person';
import { strings } from './strings';

/** What a screen reader says when the state has become this one. */
export function announcement(state: AuthState): string {
  const words = strings.announcements;
  switch (state.kind) {
    case 'misconfigured':
    case 'signing-out':
      return words[state.kind];
    case 'restoring':
      return state.account === null ? words.restoring : words.goingOn(listName(state.account));
    case 'signed-out':
      return words['signed-out'](state.others.length);
    case 'signing-in': {
      const phase = words[state.phase];
      return state.current === null ? phase : `${phase} ${words.stays(listName(state.current))}`;
    }
    case 'signed-in':
      if (state.refreshing) return words.refreshing;
      return state.offline
        ? strings.signedIn.offline
        : words['signed-in'](listName(state.account), state.others.length);
  }
}
