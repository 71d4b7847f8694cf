import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock, MemoryLog } from '../../../../tests/support/auth/fakes';
import {
  type OpenIdServer,
  startOpenIdServer,
} from '../../../../tests/support/auth/open-id-server';
import { clientSettings } from '../../../../tests/support/auth/settings';
import { eventually } from '../../../../tests/support/eventually';
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

const isRenewed = () => eventually(() => expect(server.requests).toHaveLength(1));

describe('the discovery document of an earlier launch', () => {
  it('is used without asking, and asked for anew in the background, once', async () => {
    const source = await relaunch();
    expect(source.known).toBeNull();
    const found = await Promise.all([source.get(signal), source.get(signal), source.recall()]);
    expect(server.requests).toEqual([]);
    expect(found[0]).toMatchObject({ token_endpoint: `${server.issuer}/token` });
    expect(source.known).toBe(found[0]);
    await isRenewed();
    await source.get(signal);
    expect(server.requests).toHaveLength(1);
  });

  it('gives way to the new one, which is kept in its place', async () => {
    const source = await relaunch();
    server.metadata = { token_endpoint: `${server.issuer}/moved` };
    const before = await source.get(signal);
    expect(before.token_endpoint).toBe(`${server.issuer}/token`);
    await eventually(() => expect(source.known).not.toBe(before));
    expect(source.known?.token_endpoint).toBe(`${server.issuer}/moved`);
    expect(kept?.document).toMatchObject({ token_endpoint: `${server.issuer}/moved` });
  });

  it('is enough where the provider cannot be reached', async () => {
    const source = await relaunch();
    server.close();
    expect(await source.get(signal)).toMatchObject({ issuer: server.issuer });
    await eventually(() => expect(log.lines.join()).toContain('auth.metadata-not-renewed'));
    expect(await source.get(signal)).toMatchObject({ issuer: server.issuer });
  });

  it.each([
    ['calls itself something else', { issuer: 'https://evil.example' }],
    ['has an endpoint elsewhere', { token_endpoint: 'https://evil.example/token' }],
    ['is no proper one', { jwks_uri: undefined }],
  ])('stays when the new one %s', async (_, change) => {
    const source = await relaunch();
    const before = kept;
    server.metadata = change;
    await source.get(signal);
    await eventually(() => expect(log.lines.join()).toContain('auth.metadata-not-renewed'));
    expect(source.known).toMatchObject({ token_endpoint: `${server.issuer}/token` });
    expect(kept).toBe(before);
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
    [
      'SEC-8: with a list of endpoints in the place of one',
      ({ document, issuer }) => ({
        document: { ...(document as object), token_endpoint: [`${issuer}/token`] },
      }),
    ],
    ['that is no document', () => ({ document: [] })],
    ['that is nothing', () => ({ document: null })],
    ['that is too old', ({ fetchedAt }) => ({ fetchedAt: fetchedAt - longestKeptMs - 1 })],
    ['of the future', ({ fetchedAt }) => ({ fetchedAt: fetchedAt + 1 })],
  ])('is not used when it is one %s', async (_, change) => {
    const source = await relaunch(change);
    await source.recall();
    expect(source.known).toBeNull();
    expect(await source.get(signal)).toMatchObject({ token_endpoint: `${server.issuer}/token` });
    expect(server.requests).toHaveLength(1);
  });

  it('SEC-8: is held against the settings of today', async () => {
    server.metadata = { jwks_uri: 'https://keys.example.com/jwks' };
    await launch({ allowedOrigins: ['https://keys.example.com'] }).get(signal);
    const source = launch();
    await source.recall();
    expect(source.known).toBeNull();
    expect(log.lines.join()).toContain('navigation-blocked');
  });

  it('is not kept where there is no place for it', async () => {
    const provider = { kind: 'generic', issuer: server.issuer } as const;
    const source = new MetadataSource({ config: { ...clientSettings, provider }, fetch, clock });
    await source.get(signal);
    expect(kept).toBeNull();
    expect(source.known).not.toBeNull();
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
