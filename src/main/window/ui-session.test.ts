import type { ProxyConfig, Session } from 'electron';
import { expect, it } from 'vitest';
import { uiOrigin } from '../../shared/identity';
import { createUiSession, disableDnsPrefetch } from './ui-session';

it("SEC-39: the session of the app's pages is in memory, has a dead proxy, and cancels foreign requests", async () => {
  const partitions: string[] = [];
  let proxy: ProxyConfig = {};
  let isCancelled = (_url: string): boolean | undefined => undefined;
  type Listener = (
    details: { url: string },
    callback: (response: { cancel: boolean }) => void,
  ) => void;
  const fake = {
    webRequest: {
      onBeforeRequest(listener: Listener) {
        isCancelled = (url) => {
          let cancelled: boolean | undefined;
          listener({ url }, ({ cancel }) => {
            cancelled = cancel;
          });
          return cancelled;
        };
      },
    },
    setProxy: async (config: ProxyConfig) => {
      proxy = config;
    },
  };
  const session = await createUiSession({
    fromPartition(partition) {
      partitions.push(partition);
      return fake as unknown as Session;
    },
  });
  expect(session).toBe(fake);
  expect(partitions).toEqual(['ui']);
  expect(proxy).toEqual({ proxyRules: 'http://127.0.0.1:0', proxyBypassRules: '<-loopback>' });
  expect(isCancelled(`${uiOrigin}/index.html`)).toBe(false);
  expect(isCancelled('data:image/png;base64,x')).toBe(false);
  expect(isCancelled('devtools://devtools/bundled/x.html')).toBe(false);
  for (const scheme of ['http', 'https', 'ws', 'wss', 'ftp', 'file', 'x-data'])
    expect([scheme, isCancelled(`${scheme}://data:x/`)]).toEqual([scheme, true]);
});

it('SEC-39: turns off DNS prefetching', () => {
  const given: unknown[] = [];
  disableDnsPrefetch({ appendSwitch: (...args) => void given.push(args) });
  expect(given).toEqual([['blink-settings', 'dnsPrefetchingEnabled=false']]);
});
