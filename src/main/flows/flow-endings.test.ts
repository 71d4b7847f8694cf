import { freePorts } from '@repo/local-user-pool/testing/free-ports';
import { afterEach, describe, expect, it } from 'vitest';
import { type Rig, startRig } from '../../../tests/support/auth/rig';
import { FakeWindow } from '../../../tests/support/electron/fake-window';
import { recordingLog } from '../../../tests/support/electron/recording-log';
import { eventually } from '../../../tests/support/eventually';
import { isOpen } from '../../../tests/support/loopback/ports';
import { AuthService } from '../auth/auth-service';
import type { SignInFlow } from '../auth/ports';
import { pendingRequestLifetimeMs } from '../auth/sign-in/pending-request';
import { EmbeddedWindowFlow } from './embedded-window/embedded-window-flow';
import { FlowSelection } from './flow-selection';
import { LoopbackFlow } from './loopback/loopback-flow';
import { DeepLinks } from './private-scheme/deep-links';
import { PrivateSchemeFlow } from './private-scheme/private-scheme-flow';

/** How each flow ends when no response arrives, with a whole session above it. */

const redirectUri = 'com.example.app://auth/callback';
const signOutUri = 'com.example.app://auth/signed-out';

interface Lab {
  readonly flow: SignInFlow;
  /** The pages that were shown, each time. */
  readonly shown: string[];
  /** Whether an answer could still come in. */
  isOpen(): Promise<boolean>;
}

const labs: Record<SignInFlow['name'], () => Promise<Lab>> = {
  'embedded-window': async () => {
    const shown: string[] = [];
    const windows: FakeWindow[] = [];
    const flow = new EmbeddedWindowFlow({
      redirectUri,
      signOutUri,
      openWindow() {
        const window = new FakeWindow();
        windows.push(window);
        return window.asWindow();
      },
      parent: () => null,
      allowedOrigins: [],
      provider: 'cognito',
      devTools: false,
      log: recordingLog(),
    });
    return {
      flow: {
        name: flow.name,
        authorize: (options) =>
          flow.authorize({ ...options, begin: (uri) => noted(shown, options.begin(uri)) }),
        endSession: (options) => flow.endSession(options),
        focus: () => {
          if (windows.some((window) => !window.isDestroyed())) noted(shown, 'again');
          flow.focus();
        },
      },
      shown,
      isOpen: async () => windows.some((window) => !window.isDestroyed()),
    };
  },
  loopback: async () => {
    const shown: string[] = [];
    const [port = 0] = await freePorts(1);
    const flow = new LoopbackFlow({
      redirectUris: [`http://localhost:${port}/callback`],
      browser: browserThatNotes(shown),
      onReturn: () => undefined,
      locale: 'en',
      log: recordingLog(),
    });
    return { flow, shown, isOpen: () => isOpen(port, '127.0.0.1') };
  },
  'private-scheme': async () => {
    const shown: string[] = [];
    const links = new DeepLinks({ scheme: 'com.example.app', onOpen: () => undefined });
    const subscribed = new Set<unknown>();
    const flow = new PrivateSchemeFlow({
      redirectUri,
      signOutUri,
      bouncePage: null,
      scheme: 'com.example.app',
      isRegistered: () => true,
      browser: browserThatNotes(shown),
      links: {
        subscribe(listener) {
          const stop = links.subscribe(listener);
          subscribed.add(listener);
          return () => {
            subscribed.delete(listener);
            stop();
          };
        },
      },
      log: recordingLog(),
    });
    return { flow, shown, isOpen: async () => subscribed.size > 0 };
  },
};

function browserThatNotes(shown: string[]) {
  return { expect: () => undefined, open: async (url: string) => void noted(shown, url) };
}

function noted(shown: string[], url: string): string {
  shown.push(url);
  return url;
}

let rig: Rig;
let auth: AuthService;
afterEach(() => {
  auth.dispose();
  rig.close();
});

/** A sign-in whose page is there, and nobody at it. */
async function waiting(name: SignInFlow['name']) {
  const lab = await labs[name]();
  rig = await startRig();
  const userAgent = new FlowSelection([lab.flow]);
  auth = new AuthService({ ...rig, userAgent });
  await auth.restore();
  const signIn = auth.signIn({ intent: 'sign-in' });
  await eventually(async () => {
    expect(lab.shown).toHaveLength(1);
    expect(await lab.isOpen()).toBe(true);
  });
  expect(auth.state).toMatchObject({ kind: 'signing-in', flow: name });
  return { lab, userAgent, signIn };
}

async function expectClosed(lab: Lab): Promise<void> {
  await eventually(async () => expect(await lab.isOpen()).toBe(false));
}

describe.each(['embedded-window', 'loopback', 'private-scheme'] as const)('%s', (name) => {
  it('that is cancelled is over at once, and takes no answer any more', async () => {
    const { lab, signIn } = await waiting(name);
    auth.cancelSignIn();
    await signIn;
    expect(auth.state).toMatchObject({ kind: 'signed-out', problem: { code: 'cancelled' } });
    await expectClosed(lab);
  });

  it('that nobody answers is over after five minutes, and can be tried again (SEC-20)', async () => {
    const { lab, signIn } = await waiting(name);
    rig.clock.advance(pendingRequestLifetimeMs - 1);
    expect(auth.state.kind).toBe('signing-in');
    rig.clock.advance(1);
    await signIn;
    expect(auth.state).toMatchObject({
      kind: 'signed-out',
      problem: { code: 'timed-out', retryable: true },
    });
    await expectClosed(lab);
    const again = auth.signIn({ intent: 'sign-in' });
    await eventually(async () => expect(await lab.isOpen()).toBe(true));
    auth.cancelSignIn();
    await again;
    await expectClosed(lab);
  });

  it('is over when the app quits', async () => {
    const { lab, signIn } = await waiting(name);
    auth.dispose();
    await signIn;
    await expectClosed(lab);
  });

  it('is shown again by a second sign-in, which begins nothing of its own (SEC-20)', async () => {
    const { lab, userAgent, signIn } = await waiting(name);
    userAgent.focus();
    await auth.signIn({ intent: 'sign-in' });
    expect(auth.state.kind).toBe('signing-in');
    expect(lab.shown).toHaveLength(2);
    const states = lab.shown.filter((url) => url !== 'again');
    expect(new Set(states).size).toBe(1);
    auth.cancelSignIn();
    await signIn;
  });
});
