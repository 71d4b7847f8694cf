import type { CognitoDesktopApi } from '../../shared/api';
import type { ApiProgress, ApiRequest, ApiResult } from '../../shared/api-call';

export interface CallOptions {
  /** Ends the call; the result is then the problem `api-cancelled`. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ApiProgress) => void;
}

type Calls = Pick<CognitoDesktopApi, 'request' | 'cancelRequest' | 'onRequestProgress'>;

/**
 * `window.cognitoDesktop.request` in the manner of `fetch`: with a signal instead of an id.
 *
 * @returns what came of it; rejects only when the contract with the main process is broken
 */
export async function callApi(
  api: Calls,
  request: Omit<ApiRequest, 'id'>,
  { signal, onProgress }: CallOptions = {},
): Promise<ApiResult> {
  const id = crypto.randomUUID();
  const cancel = () => void api.cancelRequest(id);
  const stopListening = api.onRequestProgress((progress) => {
    if (progress.id === id) onProgress?.(progress);
  });
  signal?.addEventListener('abort', cancel);
  try {
    const result = api.request({ ...request, id });
    // Main knows the id by the time this arrives: messages keep their order.
    if (signal?.aborted) cancel();
    return await result;
  } finally {
    stopListening();
    signal?.removeEventListener('abort', cancel);
  }
}
