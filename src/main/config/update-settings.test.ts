import { describe, expect, it } from 'vitest';
import { cognito, loadedFrom, problemsIn, problemsOf } from '../../../tests/support/config/load';
import { type ConfigSources, loadConfig } from './index';

const key = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'; // RFC 8037, appendix A.2
const updateFeed = 'https://downloads.example.com/app';
const updates = { updateFeed, updateKeys: [key] };

it('without a feed there are no updates', async () => {
  expect(await loadedFrom(cognito)).toMatchObject({ updates: null });
});

it.each(['', '/', '//'])('the feed is a folder, written with %j at its end', async (end) => {
  const feed = 'https://downloads.example.com/app/';
  const config = await loadedFrom({ ...cognito, ...updates, updateFeed: updateFeed + end });
  expect(config).toMatchObject({ updates: { feed, keys: [key] } });
});

it('keys from the environment are separated by spaces', async () => {
  const env = {
    COGNITO_UPDATE_FEED: updateFeed,
    COGNITO_UPDATE_KEYS: `${key}  ${key.toLowerCase()}`,
  };
  const config = await loadedFrom(cognito, { env });
  expect(config.updates?.keys).toEqual([key, key.toLowerCase()]);
});

describe('SEC-71: updates', () => {
  it.each([
    ['http://downloads.example.com/app', 'not an https address'],
    ['http://localhost:8080/', 'not an https address'],
    ['https://user:password@downloads.example.com/', 'user name or password'],
    ['https://downloads.example.com/?channel=beta', 'a query'],
    ['https://downloads.example.com/#x', 'a fragment'],
    ['downloads.example.com', 'not a web address'],
    ['file:///tmp/feed', 'not an https address'],
    ['', 'empty'],
  ])('do not come from %s', async (address, problem) => {
    expect(await problemsIn({ ...cognito, ...updates, updateFeed: address })).toMatchObject([
      { key: 'updateFeed', problem: expect.stringContaining(problem) },
    ]);
  });

  it.each([
    [[], 'an empty list'],
    [[key, key], 'something twice'],
    [[`${key}=`], 'no Ed25519 public key'],
    [[`${key.slice(0, -1)}p`], 'no Ed25519 public key'],
    [[key.slice(1)], 'no Ed25519 public key'],
    [key, 'not a list'],
  ])('are signed with a key, not with %j', async (updateKeys, problem) => {
    expect(await problemsIn({ ...cognito, ...updates, updateKeys })).toMatchObject([
      { key: 'updateKeys', problem: expect.stringContaining(problem) },
    ]);
  });

  it('need both: a feed that nobody signs is refused, and so is a key for nothing', async () => {
    expect(await problemsIn({ ...cognito, updateFeed })).toMatchObject([{ key: 'updateKeys' }]);
    const keysOnly = { ...cognito, updateKeys: [key] };
    expect(await problemsIn(keysOnly)).toMatchObject([{ key: 'updateFeed' }]);
  });

  it('of a packaged app are the built-in ones, whatever the environment says', async () => {
    const sources = {
      env: { COGNITO_UPDATE_FEED: 'https://evil.example', COGNITO_UPDATE_KEYS: key },
      baked: JSON.stringify({ ...cognito, ...updates }),
    };
    const packaged = { ...sources, argv: [], userDataDir: '/no/such/folder', isPackaged: true };
    expect(await problemsOf(packaged)).toMatchObject([
      { key: 'updateFeed', problem: expect.stringContaining('decides what is installed') },
      { key: 'updateKeys', source: 'environment COGNITO_UPDATE_KEYS' },
    ]);
    // The others are looked at meanwhile.
    const { updates: found } = (await loadConfig(packaged)) as { updates: unknown };
    expect(found).toEqual({ feed: `${updateFeed}/`, keys: [key] });
    expect(await loadedFrom({ ...cognito, ...updates }, { isPackaged: true })).toMatchObject({
      updates: { feed: `${updateFeed}/` },
    });
  });

  it('go on where other settings are wrong: an update may be what mends them', async () => {
    const sources: ConfigSources = {
      env: {},
      argv: [],
      userDataDir: '/no/such/folder',
      baked: JSON.stringify({ ...updates, clientId: 'a b' }),
      isPackaged: true,
    };
    expect(await loadConfig(sources)).toMatchObject({
      ok: false,
      updates: { feed: `${updateFeed}/`, keys: [key] },
    });
  });
});
