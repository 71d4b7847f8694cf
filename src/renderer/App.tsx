import type { CognitoDesktopApi } from '../shared/api';
import { Starting } from './screens/Starting';
import { useCognitoDesktop } from './useCognitoDesktop';
import { View } from './View';

/** The page: asks the main process who is signed in, then shows whatever it says. */
export function App({ api }: { readonly api: CognitoDesktopApi }) {
  const { state, info, commands } = useCognitoDesktop(api);
  if (state === null || info === null) return <Starting />;
  return <View state={state} info={info} commands={commands} />;
}
