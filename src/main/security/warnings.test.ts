import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { redactWarnings, withoutParameters } from './warnings';

// Electron emits it so: electron_api_web_contents.cc, `EmitWarning`.
it('SEC-68: a failed load is printed without the parameters of its URL', async () => {
  const printed: string[] = [];
  const print = ({ message, stack }: Error) => void printed.push(message, stack ?? '');
  process.on('warning', print);
  redactWarnings(process);
  const url = 'https://pool.example/oauth2/authorize?state=s-e-c-r-e-t&nonce=n#f';
  process.emitWarning(`Failed to load URL: ${url} with error: ERR_FAILED`, 'electron', '');
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', print);
  expect(printed[0]).toBe(
    'Failed to load URL: https://pool.example/oauth2/authorize?[redacted] with error: ERR_FAILED',
  );
  expect(printed.join('\n')).not.toContain('s-e-c-r-e-t');
});

it('SEC-68: nor are they in the stack', () => {
  const source = new EventEmitter();
  redactWarnings(source);
  const url = 'https://pool.example/?state=s-e-c-r-e-t';
  const warning = Object.assign(new Error(url), { stack: `Error: ${url}\n    at ${url}:1:1` });
  source.emit('warning', warning);
  expect(`${warning.message} ${warning.stack}`).not.toContain('s-e-c-r-e-t');
});

it.each([
  ['com.example.app://auth/callback?code=c', 'com.example.app://auth/callback?[redacted]'],
  ["loading 'https://a.example/#t' now", "loading 'https://a.example/?[redacted] now"],
  ['Is this text? Yes.', 'Is this text? Yes.'],
])('%s', (text, redacted) => {
  expect(withoutParameters(text)).toBe(redacted);
});

it('takes no longer than the text is long', () => {
  const start = performance.now();
  withoutParameters('a://'.repeat(500_000));
  withoutParameters('a'.repeat(2_000_000));
  expect(performance.now() - start).toBeLessThan(1_000);
});
