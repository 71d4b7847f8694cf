import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { UserPool } from '@repo/local-user-pool';
import { signInForTokens } from '@repo/local-user-pool/testing/test-browser';

/** A signed-in client that refreshes over one connection, as quick as a client can be. */
export class RefreshingClient {
  readonly #pool: UserPool;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #refreshToken: string;

  private constructor(pool: UserPool, refreshToken: string) {
    this.#pool = pool;
    this.#refreshToken = refreshToken;
  }

  static async signIn(pool: UserPool): Promise<RefreshingClient> {
    return new RefreshingClient(pool, (await signInForTokens(pool)).refresh_token);
  }

  /**
   * One refresh grant; a rotated token is used the next time.
   * @returns milliseconds until the last byte of the answer
   * @throws Error when it is refused
   */
  async refresh(): Promise<number> {
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: this.#pool.clientId,
      refresh_token: this.#refreshToken,
    }).toString();
    const started = performance.now();
    const { status, answer } = await this.#post(body);
    const took = performance.now() - started;
    if (status !== 200) throw new Error(`The refresh was answered with ${status}: ${answer}`);
    this.#refreshToken = JSON.parse(answer).refresh_token ?? this.#refreshToken;
    return took;
  }

  close(): void {
    this.#agent.destroy();
  }

  #post(body: string): Promise<{ status: number; answer: string }> {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
    };
    return new Promise((resolve, reject) => {
      const url = `${this.#pool.domain}/oauth2/token`;
      request(url, { method: 'POST', agent: this.#agent, headers }, (response) => {
        text(response).then(
          (answer) => resolve({ status: response.statusCode ?? 0, answer }),
          reject,
        );
      })
        .on('error', reject)
        .end(body);
    });
  }
}
