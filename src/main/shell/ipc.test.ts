import type { IpcMain, IpcMainInvokeEvent, WebFrameMain } from 'electron';
import { describe, expect, it } from 'vitest';
import { channels, pushChannels } from '../../shared/api';
import { uiOrigin } from '../../shared/identity';
import { pushProgress, pushState, pushUpdate, registerIpc } from './ipc';
import { FakeWindow } from './testing/fake-window';
import { recordingLog } from './testing/recording-log';

const frame = (url: string) => ({ url }) as WebFrameMain;
const ownFrame = frame(`${uiOrigin}/index.html`);

function setUp(mainFrame = ownFrame) {
  const handlers = new Map<string, Parameters<IpcMain['handle']>[1]>();
  const called: unknown[] = [];
  const record = (name: string) => async (argument?: unknown) => void called.push([name, argument]);
  const window = new FakeWindow();
  Object.assign(window.contents, { mainFrame });
  registerIpc({
    ipcMain: { handle: (channel, handler) => void handlers.set(channel, handler) },
    window: window.asWindow(),
    commands: {
      getState: () => ({ kind: 'signed-out', problem: null, others: [] }),
      signIn: record('signIn'),
      cancelSignIn: () => void called.push(['cancelSignIn', undefined]),
      signOut: async () => {
        throw new Error('refresh-token-in-a-message');
      },
      switchAccount: record('switchAccount'),
      refresh: record('refresh'),
      dismissProblem: () => undefined,
      getAppInfo: () => ({
        name: 'App',
        version: '1',
        canSignUp: true,
        flows: ['embedded-window'],
        identityProviders: [],
        canSignOutEverywhere: false,
        providerHost: null,
        apiOrigins: [],
      }),
      request: async (request) => {
        called.push(['request', request]);
        return { ok: true, answer: { status: 204, headers: {}, body: new Uint8Array() } };
      },
      cancelRequest: (id) => void called.push(['cancelRequest', id]),
      getUpdate: () => ({ kind: 'idle' }),
      checkForUpdates: record('checkForUpdates'),
      dismissUpdate: record('dismissUpdate'),
      restartToUpdate: record('restartToUpdate'),
    },
    log: recordingLog(),
  });
  const call = async (channel: string, args: unknown[], senderFrame: WebFrameMain | null) => {
    const handler = handlers.get(channel);
    if (handler === undefined) throw new Error(`no handler for ${channel}`);
    return handler({ senderFrame } as IpcMainInvokeEvent, ...args);
  };
  return { call, called, handlers };
}

describe('who may call (SEC-42)', () => {
  it('the main frame of the app window, on the app’s origin', async () => {
    const { call } = setUp();
    expect(await call(channels.getState, [], ownFrame)).toEqual({
      kind: 'signed-out',
      problem: null,
      others: [],
    });
  });

  it('no frame that has gone away, and no other frame with the same URL', async () => {
    const { call } = setUp();
    await expect(call(channels.getState, [], null)).rejects.toThrow('refused');
    await expect(call(channels.getState, [], frame(ownFrame.url))).rejects.toThrow('refused');
  });

  it.each([
    'https://app/index.html',
    `${uiOrigin}.evil.net/index.html`,
    `${uiOrigin}:8080/index.html`,
    'data:text/html,x',
    '',
  ])('not the main frame once it shows %s', async (url) => {
    const foreign = frame(url);
    const { call } = setUp(foreign);
    await expect(call(channels.getState, [], foreign)).rejects.toThrow('refused');
  });
});

describe('who is told of a new state, and of a call', () => {
  const push = (url: string, isDestroyed = false) => {
    const sent: string[] = [];
    const webContents = { mainFrame: frame(url), send: (channel: string) => sent.push(channel) };
    const window = { isDestroyed: () => isDestroyed, webContents };
    const target = window as unknown as Parameters<typeof pushState>[0];
    pushState(target, { kind: 'restoring', account: null });
    pushProgress(target, { id: 'a', sent: 0, toSend: 0, received: 1, toReceive: null });
    pushUpdate(target, { kind: 'ready', version: '1.3.0' });
    return sent;
  };

  it('the app’s own page', () => {
    expect(push(ownFrame.url)).toEqual(Object.values(pushChannels));
  });

  it('no other page in its window, and no window that is gone', () => {
    expect(push('https://evil.example/')).toEqual([]);
    expect(push(ownFrame.url, true)).toEqual([]);
  });
});

describe('what may be asked (SEC-42)', () => {
  it('signs in with an intent of the contract', async () => {
    const { call, called } = setUp();
    await call(channels.signIn, [{ intent: 'sign-up' }], ownFrame);
    expect(called).toEqual([['signIn', { intent: 'sign-up' }]]);
  });

  it.each([
    [[]],
    [[undefined]],
    [['sign-in']],
    [[{}]],
    [[{ intent: 'other' }]],
    [[{ intent: 'sign-in', url: 'https://evil.example' }]],
    [[{ intent: 'sign-in' }, 'more']],
  ])('refuses %j', async (args) => {
    const { call, called } = setUp();
    await expect(call(channels.signIn, args, ownFrame)).rejects.toThrow('invalid arguments');
    expect(called).toEqual([]);
  });

  const id = 'a'.repeat(43);

  it.each([
    [channels.signIn, { intent: 'sign-in', prompt: 'login', maxAge: 300 }, 'signIn'],
    [
      channels.signIn,
      {
        intent: 'sign-in',
        flow: 'loopback',
        identityProvider: 'Google',
        idpIdentifier: 'example.com',
        loginHint: 'a@b.example',
        lang: 'pt-BR',
      },
      'signIn',
    ],
    [channels.switchAccount, id, 'switchAccount'],
  ])('takes %s with %j', async (channel, argument, command) => {
    const { call, called } = setUp();
    await call(channel, [argument], ownFrame);
    expect(called).toEqual([[command, argument]]);
  });

  it.each([
    [channels.signIn, { intent: 'sign-in', prompt: 'none' }],
    [channels.signIn, { intent: 'sign-in', maxAge: -1 }],
    [channels.signIn, { intent: 'sign-in', flow: 'carrier-pigeon' }],
    [channels.signIn, { intent: 'sign-in', identityProvider: 'x'.repeat(33) }],
    [channels.signIn, { intent: 'sign-in', idpIdentifier: '' }],
    [channels.signIn, { intent: 'sign-in', loginHint: 'a\nb' }],
    [channels.signIn, { intent: 'sign-in', lang: 'de&x=1' }],
    [channels.signIn, { intent: 'sign-in', maxAge: 1.5 }],
    [channels.signOut, { account: 'someone' }],
    [channels.signOut, { account: { id: 'short' } }],
    [channels.signOut, { account: { id, more: 1 } }],
    [channels.signOut, { everywhere: 'yes' }],
    [channels.switchAccount, `${id}a`],
    [channels.switchAccount, { id }],
  ])('refuses %s with %j', async (channel, argument) => {
    const { call, called } = setUp();
    await expect(call(channel, [argument], ownFrame)).rejects.toThrow('invalid arguments');
    expect(called).toEqual([]);
  });

  it.each([
    [channels.checkForUpdates, 'checkForUpdates'],
    [channels.dismissUpdate, 'dismissUpdate'],
    [channels.restartToUpdate, 'restartToUpdate'],
  ])('takes %s without an argument, and nothing that names an update', async (channel, command) => {
    const { call, called } = setUp();
    await call(channel, [], ownFrame);
    expect(called).toEqual([[command, undefined]]);
    await expect(call(channel, ['9.9.9'], ownFrame)).rejects.toThrow('invalid arguments');
    expect(await call(channels.getUpdate, [], ownFrame)).toEqual({ kind: 'idle' });
  });

  it('refuses arguments where there are none in the contract', async () => {
    const { call } = setUp();
    await expect(call(channels.refresh, [1], ownFrame)).rejects.toThrow('invalid arguments');
  });
});

describe('which calls of an API may be asked for (SEC-42, SEC-44)', () => {
  const least = { method: 'GET', path: '/me' };

  it.each([
    least,
    { ...least, origin: 'https://api.example', headers: { accept: '*/*' }, id: 'call-1' },
    { method: 'POST', path: '/', body: 'text' },
    { method: 'PUT', path: '/', body: new Uint8Array(3) },
  ])('takes the call %j', async (request) => {
    const { call, called } = setUp();
    await call(channels.request, [request], ownFrame);
    expect(called).toEqual([['request', request]]);
  });

  it.each<object>([
    { method: 'TRACE', path: '/' },
    { method: 'get', path: '/' },
    { path: '/' },
    { method: 'GET' },
    { ...least, url: 'https://evil.example' },
    { ...least, token: 'x' },
    { ...least, path: `/${'x'.repeat(8_192)}` },
    { ...least, origin: 'x'.repeat(301) },
    { ...least, headers: { accept: 1 } },
    { ...least, headers: [['accept', '*/*']] },
    { ...least, headers: { ['x'.repeat(101)]: '' } },
    { ...least, headers: { x: 'x'.repeat(8_193) } },
    { ...least, headers: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`x${n}`, ''])) },
    { ...least, body: { text: 'x' } },
    { ...least, body: new ArrayBuffer(3) },
    { ...least, id: 'not a name' },
    { ...least, id: 'x'.repeat(65) },
  ])('refuses the call %j', async (request) => {
    const { call, called } = setUp();
    await expect(call(channels.request, [request], ownFrame)).rejects.toThrow('invalid arguments');
    expect(called).toEqual([]);
  });

  it('ends a call by its id', async () => {
    const { call, called } = setUp();
    await call(channels.cancelRequest, ['call-1'], ownFrame);
    await expect(call(channels.cancelRequest, ['no id'], ownFrame)).rejects.toThrow('invalid');
    expect(called).toEqual([['cancelRequest', 'call-1']]);
  });
});

it('tells nothing about a failure inside (SEC-45)', async () => {
  const { call } = setUp();
  await expect(call(channels.signOut, [{}], ownFrame)).rejects.toThrow(/^failed$/);
});

it('answers every channel of the contract', () => {
  const { handlers } = setUp();
  expect([...handlers.keys()].sort()).toEqual(Object.values(channels).sort());
});
