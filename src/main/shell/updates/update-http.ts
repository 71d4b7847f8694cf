import type { RequestOptions } from 'node:http';
import type { ClientRequest, IncomingMessage, Net, Session } from 'electron';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor';
import { parseUrl } from '../../../shared/parse-url';
import { AppError } from '../../auth/errors';

/** Electron's requests have no limit of their own: one of which nothing arrives for so long is given up, in ms. */
const usualPatienceMs = 60_000;

/** Releases on GitHub take one or two. */
const maxHops = 5;

type Options = RequestOptions & { hops?: number };

/** electron-updater's requests, through Chromium's network stack, with what they lack: https only, and limits. */
export class UpdateHttp extends ElectronHttpExecutor {
  /** The largest answer that is taken, in bytes. */
  maxBytes = 0;
  readonly #net: Pick<Net, 'request'>;
  readonly #session: Session | undefined;
  readonly #patienceMs: number;
  readonly #open = new Set<(error: Error) => void>();
  isCancelled = false;

  /** @param session where proxies and certificates come from, and nothing is kept */
  constructor(net: Pick<Net, 'request'>, session?: Session, patienceMs = usualPatienceMs) {
    super();
    this.#net = net;
    this.#session = session;
    this.#patienceMs = patienceMs;
  }

  /**
   * Ends what is under way, and lets nothing begin until `isCancelled` is taken back. electron-updater's own
   * way to cancel leaves the request open.
   */
  cancel(): void {
    this.isCancelled = true;
    for (const fail of this.#open) fail(new AppError('cancelled'));
  }

  override createRequest(
    { hops: _, ...options }: Options,
    onResponse: (response: IncomingMessage) => void,
  ): ClientRequest {
    if (this.isCancelled) throw new AppError('cancelled');
    if (options.protocol !== 'https:') throw new AppError('update-refused');
    const request = this.#net.request({
      ...(options as Electron.ClientRequestConstructorOptions),
      redirect: 'manual',
      ...(this.#session === undefined ? {} : { session: this.#session }),
    });
    const fail = (error: Error) => {
      request.emit('error', error);
      request.abort();
    };
    const timer = setTimeout(() => fail(new AppError('update-unreachable')), this.#patienceMs);
    timer.unref();
    this.#open.add(fail);
    request.once('close', () => {
      clearTimeout(timer);
      this.#open.delete(fail);
    });
    request.once('response', (response) => {
      let received = 0;
      (response as unknown as NodeJS.ReadableStream).on('data', (chunk: Buffer) => {
        timer.refresh();
        received += chunk.length;
        if (received > this.maxBytes) fail(new AppError('update-refused'));
      });
      onResponse(response);
    });
    return request;
  }

  /** Looks at each hop before it is asked, and counts them, which electron-updater's own does not. */
  protected override addRedirectHandlers(
    request: ClientRequest,
    options: Options,
    reject: (error: Error) => void,
    _redirectCount: number,
    follow: (options: RequestOptions) => void,
  ): void {
    request.once('redirect', (_status, _method, redirectUrl) => {
      request.abort();
      const hops = (options.hops ?? 0) + 1;
      if (parseUrl(redirectUrl)?.protocol !== 'https:' || hops > maxHops) {
        reject(new AppError('update-refused'));
        return;
      }
      const next: Options = UpdateHttp.prepareRedirectUrlOptions(redirectUrl, options);
      next.hops = hops;
      follow(next);
    });
  }
}
