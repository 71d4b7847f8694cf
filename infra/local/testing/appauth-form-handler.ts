import {
  type AuthorizationRequest,
  AuthorizationRequestHandler,
  type AuthorizationRequestResponse,
  AuthorizationResponse,
  type AuthorizationServiceConfiguration,
  BasicQueryStringUtils,
} from '@openid/appauth';
import { NodeCrypto } from '@openid/appauth/built/src/node_support/crypto_utils';
import type { UserPool } from '../index';
import { signInAt } from './sign-in-at';

/**
 * AppAuth's own handler for Node (`NodeBasedHandler`) starts whatever browser the computer has. This
 * one walks through the pool's forms instead; all else is the library's abstract handler.
 */
export class FormHandler extends AuthorizationRequestHandler {
  readonly #pool: UserPool;
  #answer: Promise<AuthorizationRequestResponse> | null = null;

  constructor(pool: UserPool) {
    super(new BasicQueryStringUtils(), new NodeCrypto());
    this.#pool = pool;
  }

  performAuthorizationRequest(
    configuration: AuthorizationServiceConfiguration,
    request: AuthorizationRequest,
  ): void {
    this.#answer = request
      .setupCodeVerifier()
      .then(() => signInAt(this.#pool, this.buildRequestUrl(configuration, request)))
      .then(({ searchParams }) => {
        const [code, state] = [searchParams.get('code') ?? '', searchParams.get('state') ?? ''];
        return { request, response: new AuthorizationResponse({ code, state }), error: null };
      });
  }

  protected async completeAuthorizationRequest(): Promise<AuthorizationRequestResponse | null> {
    return this.#answer;
  }
}
