import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** An error response, with the code as the service's protocol spells it. */
export class Failure {
  readonly code: string;
  readonly message: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    this.code = code;
    this.message = message;
    this.status = status;
  }
}

type Parameters = Readonly<Record<string, string>>;
type Result = object | Failure;
/** A response, or what makes it from the actions requested so far. */
export type Recording = Result | ((actions: readonly string[]) => Result);

/** The responses of each action, in their order; the last one is repeated. */
export type Recordings = Readonly<Record<string, readonly Recording[]>>;

export interface Replay {
  readonly url: string;
  /** What makes the AWS SDK of another process use this server. */
  readonly environment: Readonly<Record<string, string>>;
  readonly requests: readonly { readonly action: string; readonly parameters: Parameters }[];
  /** Replaces the responses of these actions. */
  record(recordings: Recordings): void;
  close(): Promise<void>;
}

/**
 * Replays responses of AWS on loopback, in the wire format of the service: the AWS Query protocol with XML
 * (CloudFormation), or AWS JSON 1.1 (Cognito).
 */
export async function startReplay(recordings: Recordings): Promise<Replay> {
  const queues = new Map<string, Recording[]>();
  const requests: { action: string; parameters: Parameters }[] = [];
  const record = (more: Recordings) => {
    for (const [action, responses] of Object.entries(more)) queues.set(action, [...responses]);
  };
  record(recordings);
  const server = createServer(async (request, response) => {
    const { action, parameters, protocol } = await read(request);
    requests.push({ action, parameters });
    const queue = queues.get(action) ?? [];
    const next = queue.length > 1 ? queue.shift() : queue[0];
    const result =
      (typeof next === 'function' ? next(requests.map((each) => each.action)) : next) ??
      unknown(action);
    response.writeHead(result instanceof Failure ? result.status : 200, {
      'content-type': protocol.type,
    });
    response.end(
      result instanceof Failure ? protocol.failure(result) : protocol.result(action, result),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    environment: {
      AWS_ENDPOINT_URL: url,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'replayed',
    },
    requests,
    record,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const unknown = (action: string) => new Failure('InvalidAction', `${action} is not recorded`);

interface Protocol {
  readonly type: string;
  result(action: string, result: object): string;
  failure(failure: Failure): string;
}

async function read(request: IncomingMessage) {
  const body = await text(request);
  const target = request.headers['x-amz-target'];
  if (target === undefined) {
    const parameters = Object.fromEntries(new URLSearchParams(body));
    return { action: parameters.Action ?? '', parameters, protocol: query };
  }
  const action = String(target).split('.')[1] ?? '';
  return { action, parameters: JSON.parse(body) as Parameters, protocol: json };
}

const json: Protocol = {
  type: 'application/x-amz-json-1.1',
  result: (_, result) => JSON.stringify(result),
  failure: ({ code, message }) => JSON.stringify({ __type: code, message }),
};

const namespace = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';

const query: Protocol = {
  type: 'text/xml',
  result: (action, result) =>
    `<${action}Response xmlns="${namespace}"><${action}Result>${xml(result)}</${action}Result>` +
    `<ResponseMetadata><RequestId>replayed</RequestId></ResponseMetadata></${action}Response>`,
  failure: ({ code, message }) =>
    `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>${code}</Code>` +
    `<Message>${xml(message)}</Message></Error><RequestId>replayed</RequestId></ErrorResponse>`,
};

function xml(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => `<member>${xml(item)}</member>`).join('');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([name, item]) => `<${name}>${xml(item)}</${name}>`)
      .join('');
  }
  return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
