import { useMemo } from 'react';
import type { CognitoDesktopApi } from '../shared/api';
import { Starting } from './screens/Starting';
import { useCognitoDesktop } from './useCognitoDesktop';
import { useQuestion } from './useQuestion';
import { View } from './View';

/** The page: asks the main process who is signed in, then shows whatever it says. */
export function App({ api }: { readonly api: CognitoDesktopApi }) {
  const { state, info, leaving, commands: session } = useCognitoDesktop(api);
  const { question, ask, answer } = useQuestion(state, session.signOut);
  const commands = useMemo(() => ({ ...session, ask, answer }), [session, ask, answer]);
  if (state === null || info === null) return <Starting />;
  return <View {...{ state, info, leaving, question, commands }} />;
}
