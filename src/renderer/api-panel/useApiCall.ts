import { useEffect, useRef, useState } from 'react';
import type { ApiProgress, ApiRequest, ApiResult } from '../../shared/api-call';
import type { Commands } from '../commands';

export type CallState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly progress: ApiProgress | null }
  | { readonly kind: 'over'; readonly result: ApiResult };

interface ApiCall {
  readonly state: CallState;
  /** Ends the one before, if it is still under way. */
  start(request: ApiRequest): void;
  cancel(): void;
  /** Takes the result off the screen. */
  dismiss(): void;
}

/** One call at a time, which ends with the screen it was made on. */
export function useApiCall(callApi: Commands['callApi']): ApiCall {
  const [state, setState] = useState<CallState>({ kind: 'none' });
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  if (failure !== null) throw failure.error;
  return {
    state,
    start: (request) => {
      running.current?.abort();
      const abort = new AbortController();
      const isCurrent = () => running.current === abort && !abort.signal.aborted;
      running.current = abort;
      setState({ kind: 'running', progress: null });
      const onProgress = (progress: ApiProgress) =>
        isCurrent() && setState({ kind: 'running', progress });
      callApi(request, { signal: abort.signal, onProgress }).then(
        (result) => running.current === abort && setState({ kind: 'over', result }),
        (error: unknown) => setFailure({ error }),
      );
    },
    cancel: () => running.current?.abort(),
    dismiss: () => setState({ kind: 'none' }),
  };
}
