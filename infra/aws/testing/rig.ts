import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Aws } from '../common/clients';
import { explain } from '../common/explain';
import { type Recordings, type Replay, startReplay } from './replay';

/** The SDK's clients, for recorded responses. */
export interface Rig extends Replay {
  readonly aws: Aws;
  /** The actions that were requested, in their order. */
  actions(): string[];
}

export async function startRig(recordings: Recordings): Promise<Rig> {
  const replay = await startReplay(recordings);
  const config = {
    endpoint: replay.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'replayed' },
    maxAttempts: 1,
  };
  const cloudFormation = new CloudFormationClient(config);
  const cognito = new CognitoIdentityProviderClient(config);
  return {
    ...replay,
    aws: { cloudFormation, cognito, region: 'eu-west-1', pollSeconds: 0.01 },
    actions: () => replay.requests.map(({ action }) => action),
    async close() {
      cloudFormation.destroy();
      cognito.destroy();
      await replay.close();
    },
  };
}

/** The error that it ends with, in the words for the user; fails the test if there is none. */
export async function failing(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => {
      throw new Error('It did not fail.');
    },
    (error: unknown) => explain(error),
  );
}
