import type { AppInfo } from '../../shared/api';
import { type FlowName, flowCapabilities } from '../../shared/flows';
import type { Commands } from '../commands';
import { strings } from '../strings';
import { Button } from './Button';

interface Props {
  readonly info: AppInfo;
  readonly commands: Commands;
}

/** Other flows than the default one: a button for each identity provider, then the other browser. */
export function SignInFlows({ info, commands }: Props) {
  const words = strings.signedOut;
  const other = otherFlow(info.flows);
  return (
    <>
      {info.identityProviders.map((identityProvider) => (
        <Button
          key={identityProvider}
          onPress={() => commands.signIn({ intent: 'sign-in', identityProvider })}
        >
          {words.continueWith(identityProvider)}
        </Button>
      ))}
      {other !== null && (
        <Button kind="quiet" onPress={() => commands.signIn({ intent: 'sign-in', flow: other })}>
          {flowCapabilities[other].realBrowser ? words.inBrowser : words.inWindow}
        </Button>
      )}
    </>
  );
}

/** The first flow that shows the page elsewhere than the default flow does. */
function otherFlow(flows: readonly FlowName[]): FlowName | null {
  const [usual] = flows;
  if (usual === undefined) return null;
  const { realBrowser } = flowCapabilities[usual];
  return flows.find((flow) => flowCapabilities[flow].realBrowser !== realBrowser) ?? null;
}
