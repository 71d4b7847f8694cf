import type { IpcMain, IpcMainInvokeEvent, WebFrameMain } from 'electron';
import { describe, expect, it } from 'vitest';
import { FakeWindow } from '../../../tests/support/electron/fake-window';
import { recordingLog } from '../../../tests/support/electron/recording-log';
import { bridge, type Commands } from '../../shared/api';
import { uiOrigin } from '../../shared/identity';
import { push, registerIpc } from './register-ipc';

const frame = (url: string) => ({ url }) as WebFrameMain;
const ownFrame = frame(`${uiOrigin}/index.html`);

function setUp(mainFrame = ownFrame) {
  const handlers = new Map<string, Parameters<IpcMain['handle']>[1]>();
  const called: unknown[] = [];
  const record = Object.keys(bridge.operations).map((name) => [
    name,
    async (argument?: unknown) => void called.push([name, argument]),
  ]);
  const window = new FakeWindow();
  Object.assign(window.contents, { mainFrame });
  registerIpc({
    ipcMain: { handle: (channel, handler) => void handlers.set(channel, handler) },
    window: window.asWindow(),
    commands: {
      ...(Object.fromEntries(record) as Commands),
      getState: () => ({ kind: 'signed-out', problem: null, others: [] }),
      signOut: async () => {
        throw new Error('refresh-token-in-a-message');
      },
      getUpdate: () => ({ kind: 'idle' }),
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
    expect(await call('getState', [], ownFrame)).toEqual({
      kind: 'signed-out',
      problem: null,
      others: [],
    });
  });

  it('no frame that has gone away, and no other frame with the same URL', async () => {
    const { call } = setUp();
    await expect(call('getState', [], null)).rejects.toThrow('refused');
    await expect(call('getState', [], frame(ownFrame.url))).rejects.toThrow('refused');
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
    await expect(call('getState', [], foreign)).rejects.toThrow('refused');
  });
});

describe('who is told of a new state, and of a call', () => {
  const told = (url: string, isDestroyed = false) => toldIn(frame(url), isDestroyed);
  const toldIn = (mainFrame: WebFrameMain, isDestroyed = false) => {
    const sent: string[] = [];
    const webContents = { mainFrame, send: (channel: string) => sent.push(channel) };
    const window = { isDestroyed: () => isDestroyed, webContents };
    const target = window as unknown as Parameters<typeof push>[0];
    push(target, 'onStateChange', { kind: 'restoring', account: null });
    push(target, 'onRequestProgress', {
      id: 'a',
      sent: 0,
      toSend: 0,
      received: 1,
      toReceive: null,
    });
    push(target, 'onUpdateChange', { kind: 'ready', version: '1.3.0' });
    return sent;
  };

  it('the app’s own page', () => {
    expect(told(ownFrame.url)).toEqual(['onStateChange', 'onRequestProgress', 'onUpdateChange']);
  });

  it('no other page in its window, and no window that is gone', () => {
    expect(told('https://evil.example/')).toEqual([]);
    expect(told(ownFrame.url, true)).toEqual([]);
  });

  it('no page that has crashed: Electron throws for its frame until it is loaded again', () => {
    const disposed = {
      get url(): string {
        throw new Error('Render frame was disposed before WebFrameMain could be accessed');
      },
    };
    expect(toldIn(disposed as WebFrameMain)).toEqual([]);
  });
});

describe('what may be asked (SEC-42)', () => {
  it('signs in with an intent of the contract', async () => {
    const { call, called } = setUp();
    await call('signIn', [{ intent: 'sign-up' }], ownFrame);
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
    await expect(call('signIn', args, ownFrame)).rejects.toThrow('invalid arguments');
    expect(called).toEqual([]);
  });

  const id = 'a'.repeat(43);

  it.each([
    ['signIn', { intent: 'sign-in', prompt: 'login', maxAge: 300 }, 'signIn'],
    [
      'signIn',
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
    ['signIn', { intent: 'sign-in', lang: 'de' }, 'signIn'],
    ['switchAccount', id, 'switchAccount'],
  ])('takes %s with %j', async (channel, argument, command) => {
    const { call, called } = setUp();
    await call(channel, [argument], ownFrame);
    expect(called).toEqual([[command, argument]]);
  });

  it.each([
    ['signIn', { intent: 'sign-in', prompt: 'none' }],
    ['signIn', { intent: 'sign-in', maxAge: -1 }],
    ['signIn', { intent: 'sign-in', flow: 'carrier-pigeon' }],
    ['signIn', { intent: 'sign-in', identityProvider: 'x'.repeat(33) }],
    ['signIn', { intent: 'sign-in', idpIdentifier: '' }],
    ['signIn', { intent: 'sign-in', loginHint: 'a\nb' }],
    ['signIn', { intent: 'sign-in', lang: 'de&x=1' }],
    ['signIn', { intent: 'sign-in', lang: '1de' }],
    ['signIn', { intent: 'sign-in', maxAge: 1.5 }],
    ['signOut', { account: 'someone' }],
    ['signOut', { account: { id: 'short' } }],
    ['signOut', { account: { id, more: 1 } }],
    ['signOut', { everywhere: 'yes' }],
    ['signOut', { other: true }],
    ['switchAccount', `${id}a`],
    ['switchAccount', { id }],
  ])('refuses %s with %j', async (channel, argument) => {
    const { call, called } = setUp();
    await expect(call(channel, [argument], ownFrame)).rejects.toThrow('invalid arguments');
    expect(called).toEqual([]);
  });

  it.each([
    ['checkForUpdates', 'checkForUpdates'],
    ['dismissUpdate', 'dismissUpdate'],
    ['restartToUpdate', 'restartToUpdate'],
  ])('takes %s without an argument, and nothing that names an update', async (channel, command) => {
    const { call, called } = setUp();
    await call(channel, [], ownFrame);
    expect(called).toEqual([[command, undefined]]);
    await expect(call(channel, ['9.9.9'], ownFrame)).rejects.toThrow('invalid arguments');
    expect(await call('getUpdate', [], ownFrame)).toEqual({ kind: 'idle' });
  });

  it('refuses arguments where there are none in the contract', async () => {
    const { call } = setUp();
    await expect(call('refresh', [1], ownFrame)).rejects.toThrow('invalid arguments');
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
    await call('request', [request], ownFrame);
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
    await expect(call('request', [request], ownFrame)).rejects.toThrow('invalid arguments');
    expect(called).toEqual([]);
  });

  it('ends a call by its id', async () => {
    const { call, called } = setUp();
    await call('cancelRequest', ['call-1'], ownFrame);
    await expect(call('cancelRequest', ['no id'], ownFrame)).rejects.toThrow('invalid');
    expect(called).toEqual([['cancelRequest', 'call-1']]);
  });
});

it('tells nothing about a failure inside (SEC-45)', async () => {
  const { call } = setUp();
  await expect(call('signOut', [{}], ownFrame)).rejects.toThrow(/^failed$/);
  await expect(call('signOut', [1], ownFrame)).rejects.toThrow(/^invalid arguments$/);
});

it('answers every operation of the contract', () => {
  const { handlers } = setUp();
  expect([...handlers.keys()]).toEqual(Object.keys(bridge.operations));
  expect(handlers.size).toBeGreaterThan(10);
});
