import { isDeepStrictEqual } from 'node:util';
import type { IpcMain, IpcMainInvokeEvent, WebFrameMain } from 'electron';
import * as fc from 'fast-check';
import { registerIpc } from '../../src/main/shell/ipc';
import { FakeWindow } from '../../src/main/shell/testing/fake-window';
import type { Commands } from '../../src/shared/api';
import { identity, uiOrigin } from '../../src/shared/identity';
import { callbackUrls } from '../callback-urls';
import { silentLog } from '../oidc';
import { check, type Target } from '../target';
import { anyJson, objectOf, oddText } from '../texts';

const channels = [
  'getState',
  'signIn',
  'cancelSignIn',
  'signOut',
  'switchAccount',
  'refresh',
  'dismissProblem',
  'getAppInfo',
  'request',
  'cancelRequest',
] as const;
type Channel = (typeof channels)[number];

const id = 'aZ09_-'.repeat(8).slice(0, 43);

/** What the contract (src/shared/api.ts) lets a page say, in plain words. */
function isValid(channel: Channel, args: readonly unknown[]): boolean {
  const [first] = args;
  if (channel === 'switchAccount') return args.length === 1 && isId(first);
  if (channel === 'cancelRequest') return args.length === 1 && isCallId(first);
  if (channel === 'request') return args.length === 1 && isPlain(first) && isCall(first);
  if (channel !== 'signIn' && channel !== 'signOut') return args.length === 0;
  if (args.length !== 1 || !isPlain(first)) return false;
  const members = Object.entries(first);
  if (channel === 'signOut') {
    return members.every(([name, value]) =>
      name === 'everywhere' ? typeof value === 'boolean' : name === 'account' && isAccount(value),
    );
  }
  const rules: Record<string, (value: unknown) => boolean> = {
    intent: (value) => value === 'sign-in' || value === 'sign-up',
    prompt: (value) => value === 'login',
    flow: (value) =>
      ['embedded-window', 'loopback', 'private-scheme'].includes(String(value)) &&
      typeof value === 'string',
    identityProvider: isText(32),
    idpIdentifier: isText(40),
    loginHint: isText(256),
    lang: (value) =>
      typeof value === 'string' && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$/.test(value),
    maxAge: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 31_536_000,
  };
  return (
    Object.hasOwn(first, 'intent') &&
    members.every(([name, value]) => Object.hasOwn(rules, name) && rules[name]?.(value) === true)
  );
}

/** Not empty, no longer than this, without a character that cannot be seen. */
function isText(longest: number): (value: unknown) => boolean {
  return (value) =>
    typeof value === 'string' && value !== '' && value.length <= longest && !/\p{Cc}/u.test(value);
}

function isCall(call: object): boolean {
  const shorterThan = (limit: number) => (text: unknown) =>
    typeof text === 'string' && text.length < limit;
  const rules: Record<string, (value: unknown) => boolean> = {
    method: (value) =>
      /^(GET|HEAD|POST|PUT|PATCH|DELETE)$/.test(typeof value === 'string' ? value : ''),
    path: shorterThan(8_193),
    origin: shorterThan(301),
    body: (value) => typeof value === 'string' || value instanceof Uint8Array,
    id: isCallId,
    headers: (value) =>
      isPlain(value) &&
      Object.keys(value).every(shorterThan(101)) &&
      Object.values(value).every(shorterThan(8_193)),
  };
  const isMember = ([name, value]: [string, unknown]) =>
    Object.hasOwn(rules, name) && rules[name]?.(value) === true;
  const needed = ['method', 'path'].every((name) => Object.hasOwn(call, name));
  return needed && Object.entries(call).every(isMember);
}

function isCallId(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(value) && !value.includes('\n');
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z0-9_-]+$/.test(value) && value.length === 43;
}

function isAccount(value: unknown): boolean {
  if (value === 'current' || value === 'all') return true;
  return isPlain(value) && Object.keys(value).join() === 'id' && isId(Object.values(value)[0]);
}

/** A Set or a Date counts by its members, of which it has none. */
function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a command is told: members alone. */
function told(value: unknown): unknown {
  return isPlain(value) ? objectOf(Object.entries(value)) : value;
}

const deep = (depth: number) => {
  let value: unknown = [];
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { value };
  return value;
};
/** What can cross to main beside JSON. */
const clonable = fc.constantFrom<unknown>(
  ...[undefined, Number.NaN, 1n, new Date(0), /x/, new Map([['intent', 'sign-in']]), new Set([1])],
  ...[new Error('x'), new ArrayBuffer(8), Object(true), Object('all'), new Array(3), deep(500)],
  ...['x'.repeat(1_000_000), new Uint8Array(3)],
);
const value = fc.oneof(
  { weight: 6, arbitrary: anyJson },
  { weight: 1, arbitrary: clonable },
  fc.constantFrom('sign-in', 'sign-up', 'login', 'current', 'all', true, false, 0, 300, 31_536_000),
  fc.constantFrom('GET', 'DELETE', 'TRACE', '/me', '//evil.example', new Uint8Array(2)),
  fc.constantFrom<unknown>({ accept: '*/*' }, { accept: 1 }, { ['x'.repeat(101)]: '' }, 'call-1'),
  fc.constantFrom(31_536_001, -1, 0.5, id, `${id}a`, id.slice(1), `${id}\n`),
);
const memberName = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('intent', 'prompt', 'maxAge', 'account', 'everywhere') },
  fc.constantFrom('method', 'path', 'origin', 'headers', 'body'),
  fc.constantFrom('id', '__proto__', 'constructor', 'prototype', 'url', 'intent '),
  oddText,
);
const usual = [
  { intent: 'sign-in' },
  { intent: 'sign-up', prompt: 'login' },
  { intent: 'sign-in', maxAge: 300 },
  { account: 'all' },
  { account: { id }, everywhere: true },
  { method: 'GET', path: '/me' },
  { method: 'POST', path: '/', body: 'text', headers: { accept: '*/*' }, id: 'call-1' },
  {},
].map((each): [string, unknown][] => Object.entries(each));
const argument = fc.oneof(
  value,
  fc
    .tuple(fc.constantFrom(...usual), fc.array(fc.tuple(memberName, value), { maxLength: 2 }))
    .map(([first, more]) => objectOf([...first, ...more])),
);
const args = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(argument) },
  fc.array(value, { maxLength: 3 }),
);

const page = `${uiOrigin}/index.html`;
const sender = fc.oneof(
  { weight: 6, arbitrary: fc.constant('own') },
  fc.constantFrom('gone', 'other frame'),
  callbackUrls({
    scheme: identity.uiScheme,
    host: identity.uiHost,
    port: '',
    path: '/index.html',
  }).map((url) => ({ url })),
);
type Sender = 'own' | 'gone' | 'other frame' | { readonly url: string };

const ours = new RegExp(`^${identity.uiScheme}://([^/?#]*@)?${identity.uiHost}([/?#]|$)`);

function isOurs(from: Sender | string): boolean {
  if (typeof from === 'string') return from === 'own';
  try {
    return ours.test(new URL(from.url).href);
  } catch {
    return false;
  }
}

const untouched = Object.getOwnPropertyNames(Object.prototype).join();

/** The app's own side of the channels, with commands that only note that they were called. */
function answering(called: unknown[][]) {
  const handlers = new Map<string, Parameters<IpcMain['handle']>[1]>();
  const window = new FakeWindow();
  const note =
    (name: string) =>
    (...given: unknown[]) =>
      void called.push([name, ...given]);
  const commands = Object.fromEntries(channels.map((name) => [name, note(name)]));
  registerIpc({
    ipcMain: { handle: (channel, handler) => void handlers.set(channel, handler) },
    window: window.asWindow(),
    commands: commands as unknown as Commands,
    log: silentLog,
  });
  const call = async (channel: Channel, from: Sender | string, given: unknown[]) => {
    const own = { url: typeof from === 'string' ? page : from.url } as WebFrameMain;
    Object.assign(window.contents, { mainFrame: own });
    const senderFrame = from === 'gone' ? null : from === 'other frame' ? { url: page } : own;
    await handlers.get(channel)?.({ senderFrame } as IpcMainInvokeEvent, ...given);
  };
  return call;
}

export const ipcTargets: readonly Target[] = [
  {
    name: 'messages from the page',
    runs: 120_000,
    shortRuns: 2_000,
    open: () => {
      const called: unknown[][] = [];
      const call = answering(called);
      const channel = fc.constantFrom(...channels);
      const often = fc.oneof(channel, fc.constantFrom<Channel>('signIn', 'signOut', 'request'));
      const property = fc.asyncProperty(often, sender, args, async (to, from, given) => {
        const received: unknown[] = structuredClone(given);
        called.length = 0;
        const refusal = await call(to, from, received).then(
          () => null,
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        );
        const valid = isValid(to, received);
        const wanted = isOurs(from) ? (valid ? null : 'invalid arguments') : 'refused';
        check(refusal === wanted, `${refusal} instead of ${wanted}`);
        check(called.length === (wanted === null ? 1 : 0), `${called.length} commands were called`);
        const [name, ...options] = called[0] ?? [];
        if (wanted === null) {
          check(name === to, `${name} was called`);
          const wantedOptions = received.map(told);
          check(isDeepStrictEqual(options, wantedOptions), 'it was told something else');
        }
        const names = Object.getOwnPropertyNames(Object.prototype).join();
        check(names === untouched && !('intent' in {}), 'Object.prototype was changed');
      });
      return { property };
    },
  },
];
