import { type RefObject, type SubmitEvent, useState } from 'react';
import { type ApiRequest, apiMethods } from '../../shared/api-call';
import { Button } from '../components/Button';
import { strings } from '../strings';

interface Props {
  readonly origins: readonly string[];
  readonly busy: boolean;
  readonly pathRef: RefObject<HTMLInputElement | null>;
  readonly onSend: (request: ApiRequest) => void;
}

type Method = ApiRequest['method'];
const isMethod = (text: string): text is Method => apiMethods.some((method) => method === text);

/** Method, path and body of a call. */
export function ApiCallForm({ origins, busy, pathRef, onSend }: Props) {
  const words = strings.api;
  const [origin, setOrigin] = useState(origins[0] ?? '');
  const [method, setMethod] = useState<Method>('GET');
  const [path, setPath] = useState('/me');
  const [body, setBody] = useState('');
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    const withBody = hasBody && body !== '';
    const headers = { 'content-type': 'application/json' };
    onSend({ method, path, origin, ...(withBody ? { headers, body } : {}) });
  };
  return (
    <form className="api-form" onSubmit={send}>
      {origins.length === 1 ? (
        <p className="muted">
          <bdi>{origin}</bdi>
        </p>
      ) : (
        <Choice label={words.origin} choices={origins} value={origin} onChange={setOrigin} />
      )}
      <div className="api-line">
        <Choice
          label={words.method}
          choices={apiMethods}
          value={method}
          onChange={(text) => isMethod(text) && setMethod(text)}
        />
        <input
          ref={pathRef}
          aria-label={words.path}
          value={path}
          maxLength={2_000}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          onChange={(event) => setPath(event.target.value)}
        />
        <Button submits busy={busy}>
          {words.send}
        </Button>
      </div>
      {hasBody && (
        <textarea
          aria-label={words.body}
          placeholder={words.bodyExample}
          rows={3}
          value={body}
          spellCheck={false}
          onChange={(event) => setBody(event.target.value)}
        />
      )}
    </form>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly choices: readonly string[];
  readonly value: string;
  readonly onChange: (choice: string) => void;
}

function Choice({ label, choices, value, onChange }: ChoiceProps) {
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      {choices.map((choice) => (
        <option key={choice}>{choice}</option>
      ))}
    </select>
  );
}
