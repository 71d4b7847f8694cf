import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildBundle } from '../../tests/support/renderer/build';
import { type CognitoDesktopApi, events, operations } from '../shared/api';

/** The bundle that ships, run against an `electron` that records what is asked of it. */
let outDir: string;
let bundle: string;

beforeAll(async () => {
  outDir = await buildBundle('preload');
  bundle = await readFile(join(outDir, 'index.cjs'), 'utf8');
}, 60_000);

afterAll(() => rm(outDir, { recursive: true, force: true }));

type Listener = (event: object, state: unknown) => void;

let required: string[];
let invoked: unknown[][];
let listeners: Map<string, Set<Listener>>;
let answer: (channel: string) => Promise<unknown>;
let exposed: Record<string, unknown>;

beforeEach(() => {
  required = [];
  invoked = [];
  listeners = new Map();
  answer = () => Promise.resolve('answer');
  exposed = {};
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, value: unknown) => {
        exposed[name] = value;
      },
    },
    ipcRenderer: {
      invoke: (channel: string, ...args: unknown[]) => {
        invoked.push([channel, ...args]);
        return answer(channel);
      },
      on: (channel: string, listener: Listener) => {
        listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
      },
      removeListener: (channel: string, listener: Listener) => {
        listeners.get(channel)?.delete(listener);
      },
    },
  };
  const run = compileFunction(bundle, ['require', 'module', 'exports']);
  const module = { exports: {} };
  const require = (name: string) => {
    required.push(name);
    return electron;
  };
  run(require, module, module.exports);
});

const api = () => exposed.cognitoDesktop as CognitoDesktopApi;

describe('the preload bundle', () => {
  it('is one file that requires nothing but electron, as a sandboxed preload must', async () => {
    expect(await readdir(outDir)).toEqual(['index.cjs']);
    expect(required).toEqual(['electron']);
  });

  it('contains no schema and no schema library: main checks the arguments', () => {
    expect(bundle.length).toBeLessThan(3_000);
    expect(bundle).not.toMatch(/zod|safeParse|strictObject/i);
  });

  it('exposes one function per operation and nothing else (SEC-41)', () => {
    expect(Object.keys(exposed)).toEqual(['cognitoDesktop']);
    const names = [...Object.keys(operations), ...Object.keys(events)];
    expect(names).toContain('signIn');
    expect(Object.keys(api()).sort()).toEqual(names.sort());
    for (const member of Object.values(api())) expect(member).toBeTypeOf('function');
  });

  it('sends each operation over its own channel; main checks the arguments (SEC-41)', async () => {
    await api().getState();
    await api().getAppInfo();
    await api().signIn({ intent: 'sign-up' });
    await api().cancelSignIn();
    await api().signOut();
    await api().signOut({ everywhere: true });
    await api().switchAccount('an-id');
    await api().refresh();
    await api().dismissProblem();
    await api().request({ method: 'GET', path: '/me' });
    await api().cancelRequest('call-1');
    await api().getUpdate();
    await api().checkForUpdates();
    await api().dismissUpdate();
    await api().restartToUpdate();
    expect(invoked).toEqual([
      ['getState'],
      ['getAppInfo'],
      ['signIn', { intent: 'sign-up' }],
      ['cancelSignIn'],
      ['signOut', {}],
      ['signOut', { everywhere: true }],
      ['switchAccount', 'an-id'],
      ['refresh'],
      ['dismissProblem'],
      ['request', { method: 'GET', path: '/me' }],
      ['cancelRequest', 'call-1'],
      ['getUpdate'],
      ['checkForUpdates'],
      ['dismissUpdate'],
      ['restartToUpdate'],
    ]);
  });

  it('reaches no other channel, whatever a function is called with (SEC-41)', async () => {
    const hostile = ['restartToUpdate', 'other-channel', { channel: 'other-channel' }];
    for (const [name, member] of Object.entries(api())) {
      if (name in events) {
        (member as (...args: unknown[]) => unknown)(() => {}, ...hostile);
        continue;
      }
      invoked = [];
      await (member as (...args: unknown[]) => unknown)(...hostile, ...hostile);
      const sent = operations[name as keyof typeof operations].input === null ? [] : [hostile[0]];
      expect(invoked).toEqual([[name, ...sent]]);
    }
    expect([...listeners.keys()].sort()).toEqual(Object.keys(events).sort());
  });

  it.each(['onStateChange', 'onRequestProgress', 'onUpdateChange'] as const)(
    '%s hands over the message without the event, until unsubscribed (SEC-41)',
    (name) => {
      const received: unknown[][] = [];
      const unsubscribe = api()[name]((...args) => received.push(args));
      const message = { kind: 'signed-out', problem: null };
      const emit = () => {
        for (const listener of listeners.get(name) ?? []) {
          listener({ sender: 'ipcRenderer' }, message);
        }
      };
      emit();
      expect(received).toEqual([[message]]);
      expect(unsubscribe()).toBeUndefined();
      emit();
      expect(received).toHaveLength(1);
    },
  );

  it('tells the page neither the channel nor the error of a call that failed (SEC-45)', async () => {
    answer = (channel) => Promise.reject(new Error(`Error invoking '${channel}': at /secret.ts`));
    const failure = await api()
      .signIn({ intent: 'sign-in' })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(String(failure)).not.toMatch(/signIn|secret/);
  });
});

it('is built without a trace in the environment of the tests that come after', () => {
  expect(process.env.NODE_ENV).toBe('test');
});
