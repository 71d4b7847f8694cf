import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { ClientRequest } from 'electron';
import { AppError } from '../problems/app-error';

/** A request ends when nothing has arrived for this long, in ms: Electron's requests have no timeout. */
const usualPatienceMs = 60_000;

/** Releases on GitHub take one or two. */
const maxHops = 5;

interface Options {
  readonly protocol?: string;
  /** How many redirects led here: electron-updater copies it into the options of the next request. */
  hops?: number;
}

/** The part of electron-updater's HTTP executor that all of its requests go through. */
interface Executor {
  createRequest(options: Options, onResponse: (response: IncomingMessage) => void): ClientRequest;
}

/**
 * What electron-updater's requests lack, and has no settings for (SEC-71): https at every hop, a limit for
 * redirects and for the size, a timeout, and a cancellation that closes the connection.
 */
export class RequestLimits {
  /** The largest response, in bytes. */
  maxBytes = 0;
  isCancelled = false;
  readonly #patienceMs: number;
  readonly #open = new Set<(error: Error) => void>();

  constructor(patienceMs = usualPatienceMs) {
    this.#patienceMs = patienceMs;
  }

  /** Ends the pending requests, and refuses new ones until `isCancelled` is false again. */
  cancel(): void {
    this.isCancelled = true;
    for (const fail of this.#open) fail(new AppError('cancelled'));
  }

  /** Applies the limits to all further requests of `executor`. */
  applyTo(executor: Executor): void {
    const send = executor.createRequest.bind(executor);
    executor.createRequest = (options, onResponse) => {
      if (this.isCancelled) return unsent(new AppError('cancelled'));
      const { hops = 0, ...rest } = options;
      if (options.protocol !== 'https:' || hops > maxHops) {
        return unsent(new AppError('update-refused'));
      }
      let onResponseStart = (_response: IncomingMessage) => {};
      // `manual`: a redirect that electron-updater does not handle fails, and is not followed unseen.
      const request = send(Object.assign(rest, { redirect: 'manual' }), (response) => {
        onResponseStart(response);
        onResponse(response);
      });
      onResponseStart = this.#watch(request);
      // electron-updater's listener would wait for a proxy password; without one, Electron cancels.
      request.removeAllListeners('login');
      request.once('redirect', () => {
        options.hops = hops + 1;
      });
      return request;
    };
  }

  /**
   * Follows a request to the end of its response. Electron's requests are streams that close once they
   * are sent, before any response (electron/electron#47096).
   * @returns the function that is told of the response
   */
  #watch(request: ClientRequest): (response: IncomingMessage) => void {
    const fail = (error: Error) => {
      request.emit('error', error);
      request.abort();
    };
    const timer = setTimeout(() => fail(new AppError('update-unreachable')), this.#patienceMs);
    timer.unref();
    this.#open.add(fail);
    const end = () => {
      clearTimeout(timer);
      this.#open.delete(fail);
    };
    request.once('error', end);
    request.once('abort', end);
    request.once('redirect', end);
    let received = 0;
    return (response) => {
      for (const name of ['end', 'error', 'close']) response.once(name, end);
      response.on('data', (chunk: Buffer) => {
        timer.refresh();
        received += chunk.length;
        if (received > this.maxBytes) fail(new AppError('update-refused'));
      });
    };
  }
}

/** Takes the place of a request that is not sent: electron-updater doesn't expect `createRequest` to throw. */
function unsent(error: Error): ClientRequest {
  const request = Object.assign(new EventEmitter(), { abort: () => {}, end: () => {} });
  setImmediate(() => request.emit('error', error));
  return request as unknown as ClientRequest;
}
