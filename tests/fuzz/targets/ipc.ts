import { isDeepStrictEqual } from 'node:util';
import type { IpcMain, IpcMainInvokeEvent, WebFrameMain } from 'electron';
import * as fc from 'fast-check';
import { registerIpc } from '../../../src/main/ipc/register-ipc';
import type { Commands } from '../../../src/shared/api';
import { identity, uiOrigin } from '../../../src/shared/identity';
import { FakeWindow } from '../../support/electron/fake-window';
import { callbackUrls } from '../callback-urls';
import { silentLog } from '../oidc';
import { check, type Target } from '../target';
import { anyJson, objectOf, oddText } from '../texts';

const id = 'aZ09_-'.repeat(8).slice(0, 43);
type Command = keyof Commands;

/** Arguments that each command accepts; the others take none. */
const accepted: Readonly<Partial<Record<Command, readonly (readonly unknown[])[]>>> = {
  signIn: [
    [{ intent: 'sign-in' }],
    [{ intent: 'sign-up', prompt: 'login', flow: 'loopback', identityProvider: 'Google' }],
    [{ intent: 'sign-in', maxAge: 300, loginHint: 'me@example.com', lang: 'pt-BR' }],
  ],
  signOut: [[{ account: 'all' }], [{ account: { id }, everywhere: true }], [{}]],
  switchAccount: [[id]],
  request: [
    [{ method: 'GET', path: '/me' }],
    [{ method: 'POST', path: '/', body: 'text', headers: { accept: '*/*' }, id: 'call-1' }],
  ],
  cancelRequest: [['call-1']],
};
const withArguments = Object.keys(accepted) as Command[];
const commands: readonly Command[] = [...withArguments, 'getState', 'cancelSignIn', 'refresh'];

/** The members that an argument may have, and the types of their values. */
const memberTypes: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    ['intent', 'prompt', 'flow', 'identityProvider', 'idpIdentifier', 'loginHint', 'lang']
      .concat('method', 'path', 'origin', 'id')
      .map((name) => [name, ['string']]),
  ),
  maxAge: ['number'],
  everywhere: ['boolean'],
  account: ['string', 'object'],
  headers: ['object'],
  body: ['string', 'object'],
};

/** What structured cloning lets through besides JSON. */
const clonable = fc.constantFrom<unknown>(
  ...[undefined, Number.NaN, 1n, new Date(0), /x/, new Map([['intent', 'sign-in']]), new Set([1])],
  ...[new Error('x'), new ArrayBuffer(8), Object(true), new Array(3), 'x'.repeat(1_000_000)],
);
const value = fc.oneof(
  { weight: 4, arbitrary: anyJson },
  clonable,
  fc.constantFrom<unknown>('sign-in', 'login', 'all', true, 0, 31_536_001, -1, 0.5, 'TRACE'),
  fc.constantFrom<unknown>({ accept: 1 }, { ['x'.repeat(101)]: '' }, id, `${id}a`, `${id}\n`),
);
const memberName = fc.oneof(
  fc.constantFrom(...Object.keys(memberTypes)),
  fc.constantFrom('__proto__', 'constructor', 'url', 'intent '),
  oddText,
);

interface Message {
  readonly command: Command;
  readonly args: readonly unknown[];
  /** Whether the arguments are from `accepted`, unchanged. */
  readonly isRight: boolean;
}

const message: fc.Arbitrary<Message> = fc.constantFrom(...commands).chain((command) => {
  const right = fc.constantFrom(...(accepted[command] ?? [[]]));
  const odd = fc.oneof(
    fc.array(value, { minLength: 1, maxLength: 3 }),
    fc
      .tuple(right, memberName, value)
      .map(([[first], name, changed]) => [
        objectOf([...Object.entries(Object(first)), [name, changed]]),
      ]),
  );
  return fc.oneof(
    right.map((args) => ({ command, args, isRight: true })),
    odd.map((args) => ({ command, args, isRight: false })),
  );
});

type Sender = 'own' | 'gone' | 'other frame' | { readonly url: string };
const sender: fc.Arbitrary<Sender> = fc.oneof(
  { weight: 6, arbitrary: fc.constant('own' as const) },
  fc.constantFrom('gone' as const, 'other frame' as const),
  callbackUrls({
    scheme: identity.uiScheme,
    host: identity.uiHost,
    port: '',
    path: '/index.html',
  }).map((url) => ({ url })),
);

const ours = new RegExp(`^${identity.uiScheme}://([^/?#]*@)?${identity.uiHost}([/?#]|$)`);

function isOurs(from: Sender): boolean {
  if (typeof from === 'string') return from === 'own';
  if (!URL.canParse(from.url)) return false;
  return ours.test(new URL(from.url).href);
}

/** Arguments that reach a command have known members of the right types, and nothing inherited. */
function checkArguments(args: readonly unknown[]): void {
  check(args.length <= 1, 'more than one argument');
  const [first] = args;
  if (typeof first === 'string') check(first.length <= 64, 'a long argument');
  else if (first !== undefined) {
    const prototype = Object.getPrototypeOf(first);
    check(prototype === Object.prototype || prototype === null, 'an argument of a class');
    for (const [name, each] of Object.entries(Object(first))) {
      const types = Object.hasOwn(memberTypes, name) ? memberTypes[name] : [];
      check(types?.includes(typeof each) === true && each !== null, `a member ${name}`);
    }
  }
}

/** Registers the IPC handlers with commands that only record their calls. */
function registered(calls: unknown[][]) {
  const handlers = new Map<string, Parameters<IpcMain['handle']>[1]>();
  const window = new FakeWindow();
  const recorders = commands.map((name) => [
    name,
    (...args: unknown[]) => void calls.push([name, ...args]),
  ]);
  registerIpc({
    ipcMain: { handle: (channel, handler) => void handlers.set(channel, handler) },
    window: window.asWindow(),
    commands: Object.fromEntries(recorders) as unknown as Commands,
    log: silentLog,
  });
  return async (command: Command, from: Sender, args: readonly unknown[]) => {
    const page = `${uiOrigin}/index.html`;
    const own = { url: typeof from === 'string' ? page : from.url } as WebFrameMain;
    Object.assign(window.contents, { mainFrame: own });
    const senderFrame = from === 'gone' ? null : from === 'other frame' ? { url: page } : own;
    await handlers.get(command)?.({ senderFrame } as IpcMainInvokeEvent, ...args);
  };
}

const untouched = Object.getOwnPropertyNames(Object.prototype).join();

export const ipcTarget: Target = {
  name: 'messages from the page',
  runs: 120_000,
  shortRuns: 2_000,
  open: () => {
    const calls: unknown[][] = [];
    const send = registered(calls);
    const property = fc.asyncProperty(message, sender, async ({ command, args, isRight }, from) => {
      const received: unknown[] = structuredClone([...args]);
      calls.length = 0;
      const refusal = await send(command, from, received).then(
        () => null,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      check(calls.length === (refusal === null ? 1 : 0), `${calls.length} commands were called`);
      if (!isOurs(from)) check(refusal === 'refused', `${refusal} for another sender`);
      else if (isRight) check(refusal === null, `${refusal} for right arguments`);
      else check(refusal === null || refusal === 'invalid arguments', `it threw ${refusal}`);
      const [name, ...told] = calls[0] ?? [];
      if (refusal === null) {
        check(name === command, `${name} was called`);
        checkArguments(told);
        if (isRight) check(isDeepStrictEqual(told, args), 'it was told something else');
      }
      check(
        Object.getOwnPropertyNames(Object.prototype).join() === untouched,
        'Object.prototype changed',
      );
    });
    return { property };
  },
};
