import path from 'node:path';
import { type DeployRequest, deploy } from '../deploy/deploy';
import type { Recordings } from './replay';
import { type Rig, startRig } from './rig';
import { TestTerminal } from './terminal';

const request: DeployRequest = {
  stackName: 'sign-in-stack',
  template: path.resolve('infra/aws/template.yaml'),
  parameters: {},
  yes: true,
};

/** Deployments of our template, against recorded responses. */
export class Deployment {
  #rig: Rig | null = null;

  get rig(): Rig {
    if (this.#rig === null) throw new Error('The deployment has not started.');
    return this.#rig;
  }

  readonly start = async (recordings: Recordings) => {
    this.#rig = await startRig(recordings);
  };

  readonly run = async (changes: Partial<DeployRequest> = {}, terminal = new TestTerminal()) => {
    const { outputs } = await deploy(this.rig.aws, { ...request, ...changes }, terminal);
    return { outputs, text: terminal.text };
  };

  /** The parameters of the first request of this action. */
  readonly asked = (action: string) =>
    this.rig.requests.find((each) => each.action === action)?.parameters ?? {};
}
