import type { AuthorizeOptions } from '../../src/main/auth/ports';
import { OidcClient } from '../../src/main/auth/provider/oidc-client';
import { runAuthorizationCodeFlow } from '../../src/main/auth/sign-in/authorization-code-flow';
import type { PendingRequest } from '../../src/main/auth/sign-in/pending-request';
import type { Config } from '../../src/main/config/types';
import type { AppError } from '../../src/main/problems/app-error';
import { FakeMachine, MemoryAccountIndex, MemorySecretStore } from '../support/auth/fakes';
import { neverUnlessAborted } from '../support/auth/hosted-ui';
import { genericMetadata, jsonResponse, silentLog, timerlessClock } from './oidc';

/** What came of one sign-in. */
export interface SignInRun {
  readonly state: string;
  /** For each URL: whether it was taken for the answer, else the warning that it gave, else nothing. */
  readonly answers: readonly (true | string | null)[];
  /** The code that was sent to the token endpoint. */
  readonly sentCode: string | null;
  /** What it ended with. The token endpoint is out of reach, so it always fails. */
  readonly failure: unknown;
}

/** Sign-ins with a window that is led to the given URLs, and no server behind it. */
export class SignInRuns {
  readonly #client: OidcClient;
  readonly #config: Config;
  #sentCode: string | null = null;

  constructor(config: Config) {
    this.#config = config;
    this.#client = new OidcClient({ config, fetch: this.#fetch, clock: timerlessClock });
  }

  /** @param urls given the state, where the window goes */
  async run(
    pending: PendingRequest,
    urls: (state: string) => readonly string[],
  ): Promise<SignInRun> {
    let state = '';
    let warning: string | null = null;
    const answers: (true | string | null)[] = [];
    this.#sentCode = null;
    const abort = new AbortController();
    const userAgent = {
      authorize: ({ begin, accept, signal }: AuthorizeOptions) => {
        const { redirectUri } = this.#config;
        const url = begin({ name: 'embedded-window', redirectUri });
        state = new URL(url).searchParams.get('state') ?? '';
        let accepted: string | null = null;
        for (const each of urls(state)) {
          warning = null;
          const isAccepted = accept(each);
          answers.push(isAccepted || warning);
          if (isAccepted) accepted = each;
        }
        if (accepted !== null) return Promise.resolve(accepted);
        abort.abort(new Error('no answer'));
        return neverUnlessAborted(signal);
      },
      endSession: async () => true,
    };
    const failure: unknown = await runAuthorizationCodeFlow({
      dependencies: {
        config: this.#config,
        userAgent,
        secrets: new MemorySecretStore(),
        accounts: new MemoryAccountIndex(),
        clock: timerlessClock,
        machine: new FakeMachine(),
        fetch: this.#fetch,
        log: silentLog,
      },
      client: this.#client,
      pending,
      request: { intent: 'sign-in' },
      expectedSubject: null,
      flow: null,
      onOpening: () => {},
      abort,
      onWarning: ({ code }: AppError) => {
        warning = code;
      },
      onFinishing: () => {},
    }).then(
      () => null,
      (error: unknown) => error,
    );
    return { state, answers, sentCode: this.#sentCode, failure };
  }

  readonly #fetch: typeof globalThis.fetch = async (url, init) => {
    if (String(url).endsWith('/openid-configuration')) return jsonResponse(genericMetadata);
    if (init?.method === 'POST') {
      this.#sentCode = new URLSearchParams(String(init.body)).get('code');
    }
    throw new TypeError('fetch failed');
  };
}
