import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock, MemoryLog } from '../../../../tests/support/auth/fakes';
import {
  type OpenIdServer,
  startOpenIdServer,
} from '../../../../tests/support/auth/open-id-server';
import { clientSettings } from '../../../../tests/support/auth/settings';
import type { Config } from '../../config/types';
import type { DiscoveryCache, KeptDocument } from '../ports';
import { longestKeptMs, MetadataSource } from './metadata-source';

let server: OpenIdServer;
let kept: KeptDocument | null;
let clock: ManualClock;
let log: MemoryLog;
beforeEach(async () => {
  server = await startOpenIdServer();
  kept = null;
  clock = new ManualClock();
  log = new MemoryLog();
});
afterEach(() => server.close());

const { signal } = new AbortController();

/** One launch of the app. */
function launch(changes: Partial<Config> = {}): MetadataSource {
  const discoveryCache: DiscoveryCache = {
    read: async () => kept,
    write: async (document) => {
      // As it comes back from a file.
      kept = JSON.parse(JSON.stringify(document));
    },
  };
  const provider = { kind: 'generic', issuer: server.issuer } as const;
  const config: Config = { ...clientSettings, provider, ...changes };
  return new MetadataSource({ config, fetch, clock, log, discoveryCache });
}

/** A launch after one that has kept the document. */
async function relaunch(change: (document: KeptDocument) => object = () => ({})) {
  await launch().get(signal);
  if (kept !== null) kept = { ...kept, ...change(kept) };
  server.requests.length = 0;
  return launch();
}

describe('the discovery document', () => {
  it('is fetched at launch in the background, once for all that need it', async () => {
    const source = launch();
    await source.recall();
    expect(source.known).toBeNull();
    const found = await Promise.all([source.get(signal), source.get(signal), source.recall()]);
    expect(found[0]).toMatchObject({ token_endpoint: `${server.issuer}/token` });
    expect(source.known).toBe(found[0]);
    await source.get(signal);
    expect(server.requests).toHaveLength(1);
    expect(kept?.document).toMatchObject({ token_endpoint: `${server.issuer}/token` });
  });

  it('is asked for again after a failure', async () => {
    server.metadata = { jwks_uri: undefined };
    const source = launch();
    await expect(source.get(signal)).rejects.toMatchObject({ code: 'provider-invalid-response' });
    expect(log.lines.join()).toContain('auth.metadata-not-fetched');
    server.metadata = {};
    expect(await source.get(signal)).toMatchObject({ issuer: server.issuer });
  });

  it('is not waited for any longer when the caller has given up', async () => {
    const caller = new AbortController();
    const waiting = launch().get(caller.signal);
    caller.abort(new Error('given up'));
    await expect(waiting).rejects.toThrow('given up');
  });

  it('is not kept where there is no place for it', async () => {
    const provider = { kind: 'generic', issuer: server.issuer } as const;
    const source = new MetadataSource({ config: { ...clientSettings, provider }, fetch, clock });
    await source.get(signal);
    expect(kept).toBeNull();
    expect(source.known).not.toBeNull();
  });
});

describe('the discovery document of an earlier launch', () => {
  it('SEC-73: says what the window may offer, and never where anything is sent', async () => {
    const source = await relaunch();
    server.close();
    await source.recall();
    expect(source.hints).toMatchObject({ issuer: server.issuer });
    expect(source.known).toBeNull();
    await expect(source.get(signal)).rejects.toMatchObject({ code: 'provider-unreachable' });
    expect(source.known).toBeNull();
  });

  it('gives way to the new one, which is kept in its place', async () => {
    const source = await relaunch();
    server.metadata = { token_endpoint: `${server.issuer}/moved` };
    const fetched = await source.get(signal);
    expect(fetched.token_endpoint).toBe(`${server.issuer}/moved`);
    expect(source.hints).toBe(fetched);
    expect(kept?.document).toMatchObject({ token_endpoint: `${server.issuer}/moved` });
  });

  it.each<[string, (kept: KeptDocument) => object]>([
    ['SEC-8: of another issuer', () => ({ issuer: 'https://other.example' })],
    [
      'SEC-8: that names another issuer',
      ({ document }) => ({ document: { ...(document as object), issuer: 'https://evil.example' } }),
    ],
    [
      'SEC-8: with an endpoint on another host',
      ({ document }) => ({
        document: { ...(document as object), token_endpoint: 'https://evil.example/t' },
      }),
    ],
    ['that is no document', () => ({ document: [] })],
    ['that is nothing', () => ({ document: null })],
    ['that is too old', ({ fetchedAt }) => ({ fetchedAt: fetchedAt - longestKeptMs - 1 })],
    ['of the future', ({ fetchedAt }) => ({ fetchedAt: fetchedAt + 1 })],
  ])('is not used when it is one %s', async (_, change) => {
    const source = await relaunch(change);
    server.close();
    await source.recall();
    expect(source.hints).toBeNull();
  });
});

it('with Cognito, nothing is asked and nothing is kept', async () => {
  const provider = { kind: 'cognito', issuer: server.issuer, domain: server.issuer } as const;
  const source = launch({ provider });
  expect(await source.get(signal)).toMatchObject({
    token_endpoint: `${server.issuer}/oauth2/token`,
  });
  expect(server.requests).toEqual([]);
  expect(kept).toBeNull();
});
