import type { ConfigProblem } from '../../shared/auth-state';
import { configKeys, didYouMean, environmentNames, environmentPrefix, plainName } from './keys';
import type { LayerEntry } from './layers';

/** What is wrong with an entry that is none of our settings; `null` when it does no harm. */
export function refuse({ key, value, source }: LayerEntry): ConfigProblem | null {
  const fromEnvironment = key.startsWith(environmentPrefix);
  const bareKey = fromEnvironment ? key.slice(environmentPrefix.length) : key;
  const name = plainName(bareKey);
  if (name === 'clientsecret') {
    return {
      key,
      source,
      problem:
        "is a secret, and an app on somebody else's computer cannot keep one (RFC 8252 §8.5): whoever has the app has the secret",
      expected: 'no secret: create an app client without one, and remove this line',
    };
  }
  if (name === 'responsetype' || name === 'flow' || name === 'granttype') {
    return value === 'code' || value === 'authorization_code'
      ? null
      : {
          key,
          source,
          problem:
            'asks for something else than the authorization code flow. The implicit flow puts tokens into URLs, where history and logs keep them (RFC 9700 §2.1.2); OAuth 2.1 has removed it',
          expected: 'no such line: the app always uses the code flow with PKCE',
        };
  }
  if (name === 'implicit') {
    return refuse({ key: 'responseType', value: value === false ? 'code' : value, source });
  }
  const near = didYouMean(bareKey, configKeys);
  return {
    key: key.slice(0, 60),
    source,
    problem: 'is not a setting of this app',
    expected:
      near === null
        ? `one of ${configKeys.join(', ')}`
        : `did you mean \`${fromEnvironment ? environmentNames[near] : near}\`?`,
  };
}
