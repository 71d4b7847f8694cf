import { flowCapabilities } from '../../shared/flows';
import type { ProblemCode } from '../../shared/problem';
import type { AuthorizeOptions, EndSessionOptions, SignInFlow, UserAgent } from '../auth/ports';
import { AppError } from '../problems/app-error';

/** A flow that fails with one of these is unavailable here; another one may work. */
export const unavailableCodes: readonly ProblemCode[] = [
  'browser-not-opened',
  'loopback-ports-taken',
  'scheme-not-registered',
  'embedded-refused',
];

/**
 * The flows, as a list. They are tried in its order: if one is unavailable, it says why, and the next one
 * is tried. A flow that the user asked for comes first.
 */
export class FlowSelection implements UserAgent {
  readonly #flows: readonly SignInFlow[];

  /** @param flows in the order of the settings; one at least */
  constructor(flows: readonly SignInFlow[]) {
    this.#flows = flows;
  }

  /** @throws AppError as the chosen flow does; the last one's reason when all are unavailable */
  async authorize(options: AuthorizeOptions): Promise<string> {
    let reason: AppError | null = null;
    for (const flow of this.#candidates(options)) {
      if (reason !== null) options.onWarning(reason);
      try {
        return await this.#take(flow, options);
      } catch (error) {
        options.signal.throwIfAborted();
        if (!(error instanceof AppError) || !unavailableCodes.includes(error.code)) throw error;
        reason = error;
      }
    }
    throw reason ?? new AppError('internal');
  }

  async endSession({ flow, ...options }: EndSessionOptions): Promise<boolean> {
    return (await this.#flows.find(({ name }) => name === flow)?.endSession(options)) ?? false;
  }

  /** Brings the page of the pending sign-in to the front. */
  focus(): void {
    for (const flow of this.#flows) flow.focus();
  }

  #candidates({ flow: wanted }: AuthorizeOptions): readonly SignInFlow[] {
    const isWanted = ({ name }: SignInFlow) => name === wanted;
    return [...this.#flows.filter(isWanted), ...this.#flows.filter((flow) => !isWanted(flow))];
  }

  #take(flow: SignInFlow, options: AuthorizeOptions): Promise<string> {
    const { name } = flow;
    if (options.needsRealBrowser && !flowCapabilities[name].realBrowser) {
      throw new AppError('embedded-refused');
    }
    const { signal } = options;
    return flow.authorize({
      signal,
      begin: (redirectUri) => options.begin({ name, redirectUri }),
      accept: (url) => options.accept(url),
      onWarning: (warning) => options.onWarning(warning),
    });
  }
}
