import { useId, useRef } from 'react';
import type { Commands } from '../commands';
import { strings } from '../strings';
import { ApiCallForm } from './ApiCallForm';
import { ApiCallProgress } from './ApiCallProgress';
import { ApiCallResult } from './ApiCallResult';
import { useApiCall } from './useApiCall';

interface Props {
  readonly origins: readonly string[];
  readonly callApi: Commands['callApi'];
}

/**
 * Calls the API by hand: does it take the access token, and what does it say? A sample for developers; an
 * app of your own has screens of its own here, which use `callApi` as this one does.
 */
export function ApiPanel({ origins, callApi }: Props) {
  const { state, start, cancel, dismiss } = useApiCall(callApi);
  const path = useRef<HTMLInputElement>(null);
  const status = useId();
  return (
    <details className="card api">
      <summary>{strings.api.heading}</summary>
      <div className="api-body">
        <ApiCallForm
          origins={origins}
          busy={state.kind === 'running'}
          pathRef={path}
          onSend={start}
        />
        {state.kind === 'running' && (
          <ApiCallProgress
            progress={state.progress}
            labelledBy={status}
            onCancel={cancel}
            returnTo={path}
          />
        )}
        {state.kind === 'over' && (
          <ApiCallResult result={state.result} onDismiss={dismiss} returnTo={path} />
        )}
        <p id={status} className="visually-hidden" role="status">
          {strings.api.status(state)}
        </p>
      </div>
    </details>
  );
}
