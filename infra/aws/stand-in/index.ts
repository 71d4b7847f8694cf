import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { CognitoActions } from './cognito/actions';
import { CognitoMaker } from './cognito/maker';
import { CognitoStore } from './cognito/store';
import { StackActions, type StackSettings } from './stacks/actions';
import { Engine } from './stacks/engine';
import type { Stack } from './stacks/stack';
import { callerOf, type KeyPolicy } from './wire/access';
import { parseQuery, queryAnswer, queryError } from './wire/query';
import { ServiceError } from './wire/service-error';

export interface StandInOptions {
  readonly region?: string;
  /** Access keys, and what becomes of their requests. Default: `AKIDLOCAL`, which may do everything. */
  readonly keys?: Readonly<Record<string, KeyPolicy>>;
  /** Between two steps of a stack, in ms. */
  readonly step?: number;
  readonly pageSize?: number;
  readonly mapOutputs?: StackSettings['mapOutputs'];
  /** Is told of each request before it is answered. */
  readonly onRequest?: (action: string) => void;
}

/** A running stand-in for CloudFormation and Cognito's user pools API. For tests only. */
export interface StandIn {
  /** Both services', for `AWS_ENDPOINT_URL_CLOUDFORMATION` and `AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER`. */
  readonly url: string;
  /** The environment that sends the AWS SDK here. */
  readonly environment: Readonly<Record<string, string>>;
  readonly store: CognitoStore;
  readonly stacks: readonly Stack[];
  /** Reasons that making a resource of a type fails with; also `ChangeSet` and `Validation`. */
  readonly failures: Map<string, string>;
  /** How many of the next requests of an action are turned away with "Rate exceeded". */
  readonly throttle: Map<string, number>;
  /** The actions that were asked for, in order. */
  readonly requests: string[];
  /**
   * Stops all work on stacks, wherever it is.
   * @returns lets it go on
   */
  freeze(): () => void;
  /** Resolves when no stack is being worked on. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export const localKey = 'AKIDLOCAL';

/** Starts a stand-in on a free port of this computer. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { region = 'eu-west-1', keys = { [localKey]: {} }, step = 1, pageSize = 100 } = options;
  const mapOutputs = options.mapOutputs ?? ((outputs) => ({ ...outputs }));
  const store = new CognitoStore();
  const failures = new Map<string, string>();
  const throttle = new Map<string, number>();
  const requests: string[] = [];
  let thawed = Promise.resolve();
  const nextStep = async () => {
    await delay(step);
    await thawed;
  };
  const engine = new Engine(new CognitoMaker(store, region, failures), nextStep);
  const stacks = new StackActions(engine, { region, pageSize, failures, mapOutputs });
  const cognito = new CognitoActions(store);

  const admit = (request: IncomingMessage, action: string, protocol: 'query' | 'json') => {
    requests.push(action);
    options.onRequest?.(action);
    const left = throttle.get(action) ?? 0;
    throttle.set(action, left - 1);
    if (left > 0) {
      const code = protocol === 'query' ? 'Throttling' : 'TooManyRequestsException';
      throw new ServiceError(code, 'Rate exceeded');
    }
    callerOf(request.headers.authorization, action, protocol, keys);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    const target = /^AWSCognitoIdentityProviderService\.(\w+)$/.exec(
      String(request.headers['x-amz-target'] ?? ''),
    )?.[1];
    const send = (status: number, type: string, content: string) =>
      response.writeHead(status, { 'content-type': type }).end(content);
    if (target !== undefined) {
      const json = (status: number, value: object) =>
        send(status, 'application/x-amz-json-1.1', JSON.stringify(value));
      try {
        admit(request, target, 'json');
        json(200, cognito.perform(target, JSON.parse(body)));
      } catch (error) {
        const { status, code, message } = serviceError(error);
        json(status, { __type: code, message });
      }
      return;
    }
    const { Action = '', ...parameters } = parseQuery(body);
    try {
      admit(request, String(Action), 'query');
      send(
        200,
        'text/xml',
        queryAnswer(String(Action), stacks.perform(String(Action), parameters)),
      );
    } catch (error) {
      const { status, code, message } = serviceError(error);
      send(status, 'text/xml', queryError(code, message));
    }
  };

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    environment: {
      AWS_ENDPOINT_URL_CLOUDFORMATION: url,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: url,
      AWS_ACCESS_KEY_ID: localKey,
      AWS_SECRET_ACCESS_KEY: 'stand-in',
      AWS_REGION: region,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    },
    store,
    stacks: stacks.stacks,
    failures,
    throttle,
    requests,
    freeze() {
      let thaw = () => {};
      thawed = new Promise((resolve) => {
        thaw = resolve;
      });
      return thaw;
    },
    idle: () => stacks.idle(),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Whatever is thrown that is no service error is a mistake of the stand-in, and says so. */
function serviceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  console.error('The stand-in failed:', error);
  return new ServiceError('InternalFailure', String(error), 500);
}
