import { identity } from '../../../../src/shared/identity';
import { localKey, type StandIn, type StandInOptions, startStandIn } from '../../stand-in/index';
import { type Aws, connect } from '../clients';
import type { CommandError } from '../command-error';
import { type DeployRequest, deploy } from '../deploy';
import { explain } from '../explain';
import type { Pace } from '../pause';
import { testTemplate } from './template';
import { TestTerminal } from './terminal';

export const quick: Pace = { first: 2, most: 10 };

/** A stand-in, the SDK's clients for it, and a deployment by hand. */
export interface Rig {
  readonly standIn: StandIn;
  readonly aws: Aws;
  /** What was said about waiting. */
  readonly waits: readonly string[];
  readonly request: DeployRequest;
  /** Deploys, with these changes to `request`. */
  deploy(changes?: Partial<DeployRequest>, terminal?: TestTerminal): Promise<TestTerminal>;
  close(): Promise<void>;
}

export interface RigOptions extends StandInOptions {
  /** The access key that the clients use. */
  readonly key?: string;
  readonly maxAttempts?: number;
}

export async function startRig(options: RigOptions = {}): Promise<Rig> {
  const standIn = await startStandIn(options);
  const waits: string[] = [];
  const { maxAttempts } = options;
  const credentials = { accessKeyId: options.key ?? localKey, secretAccessKey: 'stand-in' };
  const aws = await connect({
    region: 'eu-west-1',
    onWait: (line) => waits.push(line),
    overrides: {
      endpoint: standIn.url,
      credentials,
      ...(maxAttempts === undefined ? {} : { maxAttempts }),
    },
  });
  const request: DeployRequest = {
    stackName: identity.name,
    region: 'eu-west-1',
    template: testTemplate,
    parameters: {},
    yes: true,
    allowUserLoss: false,
  };
  return {
    standIn,
    aws,
    waits,
    request,
    async deploy(changes = {}, terminal = new TestTerminal()) {
      await deploy(aws, { ...request, ...changes }, terminal, quick);
      return terminal;
    },
    async close() {
      await standIn.idle();
      aws.cloudFormation.destroy();
      aws.cognito.destroy();
      await standIn.close();
    },
  };
}

/** The error that it ends with, in the words for a person; fails the test when it does not. */
export async function failing(work: Promise<unknown>): Promise<CommandError> {
  const subject = { stackName: identity.name, region: 'eu-west-1' };
  return work.then(
    () => {
      throw new Error('It did not fail.');
    },
    (error: unknown) => explain(error, subject),
  );
}
