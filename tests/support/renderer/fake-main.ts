import type { Page } from '@playwright/test';
import {
  type AppInfo,
  type Bridge,
  bridge,
  type CognitoDesktopApi,
  type EventName,
} from '../../../src/shared/api';
import type { ApiAnswer, ApiProgress, ApiResult } from '../../../src/shared/api-call';
import type { AuthState } from '../../../src/shared/auth-state';
import type { Problem } from '../../../src/shared/problem';
import type { UpdateState } from '../../../src/shared/update';

/** What a test holds: the other end of `window.cognitoDesktop`, and what the page did wrong. */
export interface FakeMain {
  /** Sends a new state and waits until the page has drawn it. */
  push(state: AuthState): Promise<void>;
  /** Answers the `getState` call that is waiting. */
  answerGetState(state: AuthState): Promise<void>;
  /** Answers the API call that was made last; with a problem, or with a text. */
  answerCall(answer: Problem | TextAnswer): Promise<void>;
  /** Tells how far the API call is that was made last. */
  pushProgress(progress: Omit<ApiProgress, 'id'>): Promise<void>;
  /** Sends what is known of newer versions, and waits until the page has drawn it. */
  pushUpdate(state: UpdateState): Promise<void>;
  /** Makes every command from now on reject. */
  breakContract(): Promise<void>;
  /** Leaves every command from now on without an answer, until it is let go. */
  hold(): Promise<void>;
  /** Answers those that wait. */
  letGo(): Promise<void>;
  /** The commands called since the last look, each with its arguments. */
  takeCalls(): Promise<unknown[][]>;
  /** Policy violations, console errors and uncaught exceptions until now. */
  readonly complaints: string[];
}

type TextAnswer = Omit<ApiAnswer, 'body'> & { readonly body: string };

interface FakeBridge {
  push(state: AuthState): void;
  answerGetState(state: AuthState): void;
  answerCall(answer: Problem | TextAnswer): void;
  pushProgress(progress: Omit<ApiProgress, 'id'>): void;
  pushUpdate(state: UpdateState): void;
  broken: boolean;
  /** Resolves when commands are answered. */
  gate: Promise<void>;
  letGo(): void;
  calls: unknown[][];
}

interface Contract {
  readonly info: AppInfo;
  readonly bridge: Bridge;
}

type FakeWindow = Window & { fakeBridge: FakeBridge };

/** Puts a `cognitoDesktop` that records its calls into every document that `page` opens. */
export async function installFakeMain(page: Page, info: AppInfo): Promise<FakeMain> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.exposeFunction('reportViolation', (text: string) => complaints.push(text));
  await page.addInitScript(installBridge, { info, bridge });

  return {
    complaints,
    async push(state) {
      await page.evaluate((next) => (window as unknown as FakeWindow).fakeBridge.push(next), state);
      await page.locator(`[data-state="${state.kind}"]`).waitFor();
    },
    answerGetState: (state) =>
      page.evaluate(
        (next) => (window as unknown as FakeWindow).fakeBridge.answerGetState(next),
        state,
      ),
    answerCall: (answer) =>
      page.evaluate(
        (next) => (window as unknown as FakeWindow).fakeBridge.answerCall(next),
        answer,
      ),
    pushProgress: (progress) =>
      page.evaluate(
        (next) => (window as unknown as FakeWindow).fakeBridge.pushProgress(next),
        progress,
      ),
    async pushUpdate(state) {
      await page.evaluate(
        (next) => (window as unknown as FakeWindow).fakeBridge.pushUpdate(next),
        state,
      );
      const shown =
        state.kind === 'failed' ? `problem="${state.problem.code}"` : `update="${state.kind}"`;
      await page.locator(`[data-${shown}]`).waitFor({ state: 'attached' });
    },
    breakContract: () =>
      page.evaluate(() => {
        (window as unknown as FakeWindow).fakeBridge.broken = true;
      }),
    hold: () =>
      page.evaluate(() => {
        const { fakeBridge } = window as unknown as FakeWindow;
        fakeBridge.gate = new Promise((resolve) => {
          fakeBridge.letGo = resolve;
        });
      }),
    letGo: () => page.evaluate(() => (window as unknown as FakeWindow).fakeBridge.letGo()),
    takeCalls: () =>
      page.evaluate(() => (window as unknown as FakeWindow).fakeBridge.calls.splice(0)),
  };
}

/** Runs in the page, before any script of its own: it can use nothing from outside. */
function installBridge({ info, bridge: { operations, events } }: Contract): void {
  const listeners: Record<string, Set<(message: unknown) => void>> = {};
  const push = (event: EventName, message: unknown) => {
    for (const listener of listeners[event] ?? []) listener(message);
  };
  let answer: (state: AuthState) => void = () => {};
  let answerCall: (result: ApiResult) => void = () => {};
  let callId = '';
  const bridge: FakeBridge = {
    push: (state) => push('onStateChange', state),
    answerGetState: (state) => answer(state),
    answerCall: (next) =>
      answerCall(
        'code' in next
          ? { ok: false, problem: next }
          : { ok: true, answer: { ...next, body: new TextEncoder().encode(next.body) } },
      ),
    pushProgress: (progress) => push('onRequestProgress', { ...progress, id: callId }),
    pushUpdate: (state) => push('onUpdateChange', state),
    broken: false,
    gate: Promise.resolve(),
    letGo: () => {},
    calls: [],
  };
  const record = (...call: unknown[]): Promise<void> => {
    bridge.calls.push(call);
    return bridge.broken ? Promise.reject(new Error('broken contract')) : bridge.gate;
  };
  const api: Record<string, unknown> = {};
  for (const name of Object.keys(operations)) {
    api[name] = (...input: unknown[]) => record(name, ...input);
  }
  for (const name of events) {
    const all = new Set<(message: unknown) => void>();
    listeners[name] = all;
    api[name] = (listener: (message: unknown) => void) => {
      all.add(listener);
      return () => all.delete(listener);
    };
  }
  const answered: Partial<CognitoDesktopApi> = {
    getState: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
    getAppInfo: () => Promise.resolve(info),
    request: ({ id = '', ...request }) => {
      callId = id;
      const result = new Promise<ApiResult>((resolve) => {
        answerCall = resolve;
      });
      return record('request', request).then(() => result);
    },
    cancelRequest: (id) => record('cancelRequest', id === callId),
    getUpdate: () => Promise.resolve({ kind: 'idle' }),
  };
  // Frozen, as contextBridge does.
  const cognitoDesktop = Object.freeze({ ...api, ...answered });
  Object.assign(window, { fakeBridge: bridge, cognitoDesktop });
  document.addEventListener('securitypolicyviolation', (event) => {
    const { reportViolation } = window as unknown as { reportViolation(text: string): void };
    reportViolation(`violates ${event.effectiveDirective}`);
  });
}
