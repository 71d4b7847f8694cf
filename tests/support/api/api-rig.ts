import { ApiClient } from '../../../src/main/api/api-client';
import { endWithAccount } from '../../../src/main/api/end-with-account';
import type { ApiSettings } from '../../../src/main/config/types';
import type { ApiProgress, ApiRequest, ApiResult } from '../../../src/shared/api-call';
import type { ProblemCode } from '../../../src/shared/problem';
import { type Person, rigWith } from '../auth/people';
import type { Rig } from '../auth/rig';
import { type ApiServer, startApiServer } from './api-server';

/** Someone who is signed in at a real user pool, and an API over real HTTP. */
export interface ApiRig {
  readonly rig: Rig;
  readonly server: ApiServer;
  readonly client: ApiClient;
  readonly progress: ApiProgress[];
  /** `GET /`, unless it says otherwise. */
  call(request?: Partial<ApiRequest>): Promise<ApiResult>;
  /** The text of an answer. Fails when there is none. */
  text(request?: Partial<ApiRequest>): Promise<string>;
  /** The code of the problem that a call ends with. Fails when there is an answer. */
  problem(request?: Partial<ApiRequest>): Promise<ProblemCode>;
  /** How many times the access token was renewed. */
  renewals(): number;
  close(): void;
}

export async function startApiRig(
  names: readonly Person[] = ['ann'],
  settings: Partial<ApiSettings> = {},
  usedFetch: typeof globalThis.fetch = fetch,
): Promise<ApiRig> {
  const rig = await rigWith(names);
  const server = await startApiServer();
  const progress: ApiProgress[] = [];
  const { auth, clock, log } = rig;
  const client = new ApiClient({
    settings: { origins: [server.origin], maxBytes: 100_000, timeoutMs: 60_000, ...settings },
    fetch: usedFetch,
    auth,
    clock,
    log,
    onProgress: (each) => void progress.push(each),
  });
  endWithAccount(auth, client);
  const call = (request: Partial<ApiRequest> = {}) =>
    client.request({ method: 'GET', path: '/', ...request });
  return {
    rig,
    server,
    client,
    progress,
    call,
    text: async (request) => {
      const result = await call(request);
      if (!result.ok) throw new Error(result.problem.code);
      return new TextDecoder().decode(result.answer.body);
    },
    problem: async (request) => {
      const result = await call(request);
      if (result.ok) throw new Error(`answered ${result.answer.status}`);
      return result.problem.code;
    },
    renewals: () =>
      rig.tokenRequests().filter(({ grantType }) => grantType === 'refresh_token').length,
    close: () => {
      server.close();
      rig.close();
    },
  };
}
