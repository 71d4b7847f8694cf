import { useMemo } from 'react';
import type { CognitoDesktopApi } from '../shared/api';
import { callApi } from './api-panel/call-api';
import type { Commands } from './commands';
import { Starting } from './screens/Starting';
import { useCognitoDesktop } from './useCognitoDesktop';
import { useQuestion } from './useQuestion';
import { useUpdate } from './useUpdate';
import { View } from './View';

/** The page: asks the main process who is signed in, then shows whatever it says. */
export function App({ api }: { readonly api: CognitoDesktopApi }) {
  const { state, info, leaving, commands: session } = useCognitoDesktop(api);
  const { update, commands: updateCommands } = useUpdate(api);
  const { question, ask, answer } = useQuestion(state, session.signOut);
  const commands = useMemo<Commands>(
    () => ({
      ...session,
      ...updateCommands,
      ask,
      answer,
      callApi: (request, options) => callApi(api, request, options),
    }),
    [session, updateCommands, ask, answer, api],
  );
  if (state === null || info === null) return <Starting />;
  return <View {...{ state, info, leaving, question, update, commands }} />;
}
