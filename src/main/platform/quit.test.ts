import type { Event } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AuthState } from '../../shared/auth-state';
import { quitGracefully, settle } from './quit';

const signedOut: AuthState = { kind: 'signed-out', problem: null, others: [] };

let steps: string[];
let quitForUpdate: () => void;
let quit: (event: Pick<Event, 'preventDefault'>) => void;
beforeEach(() => {
  vi.useFakeTimers();
  steps = [];
});
afterEach(() => vi.useRealTimers());

interface FakeSession {
  state?: AuthState;
  settled?: () => Promise<void>;
  signOut?: () => Promise<void>;
}

/** An app that is quitting with this session; every step is written down. */
function quitting(auth: FakeSession = {}): void {
  running(auth);
  quit({ preventDefault: () => void steps.push('prevent') });
}

/** The same, before it quits. */
function running({ state = signedOut, settled, signOut }: FakeSession): void {
  const app = {
    on: (_: string, listener: typeof quit) => {
      quit = listener;
      return app;
    },
    exit: (code?: number) => void steps.push(`exit ${code}`),
  };
  const note = async (step: string, work: (() => Promise<void>) | undefined) => {
    steps.push(step);
    await work?.();
  };
  quitGracefully(
    app as unknown as Parameters<typeof quitGracefully>[0],
    {
      on: (_: string, listener: () => void) => {
        quitForUpdate = listener;
      },
    } as unknown as Parameters<typeof quitGracefully>[1],
    {
      state,
      settled: () => note('settled', settled),
      signOut: () => note('sign out', signOut),
      dispose: () => void steps.push('dispose'),
    },
    () => void steps.push('forget'),
  );
}

const never = () => new Promise<void>(() => {});

describe('quitting', () => {
  it('forgets the cookies, waits until nothing is being saved, then exits', async () => {
    quitting();
    await vi.advanceTimersByTimeAsync(0);
    expect(steps).toEqual(['forget', 'prevent', 'settled', 'dispose', 'exit 0']);
  });

  it('SEC-52: waits for a token that is being saved', async () => {
    let save = () => {};
    quitting({
      settled: () =>
        new Promise((resolve) => {
          save = resolve;
        }),
    });
    await vi.advanceTimersByTimeAsync(2_900);
    expect(steps).not.toContain('exit 0');
    save();
    await vi.advanceTimersByTimeAsync(0);
    expect(steps.slice(-2)).toEqual(['dispose', 'exit 0']);
  });

  it('after three seconds exits anyway, and no sooner', async () => {
    quitting({ settled: never });
    await vi.advanceTimersByTimeAsync(2_999);
    expect(steps).not.toContain('exit 0');
    await vi.advanceTimersByTimeAsync(1);
    expect(steps.at(-1)).toBe('exit 0');
  });

  it('SEC-58: waits for a sign-out to end on this computer, once the network is given up', async () => {
    let end = () => {};
    quitting({
      state: { kind: 'signing-out', account: null as never },
      signOut: () =>
        new Promise((resolve) => {
          end = resolve;
        }),
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(steps.slice(2)).toEqual(['settled', 'dispose', 'sign out']);
    end();
    await vi.advanceTimersByTimeAsync(0);
    expect(steps.at(-1)).toBe('exit 0');
  });

  it('signs nobody out who was not signing out', async () => {
    quitting();
    await vi.advanceTimersByTimeAsync(0);
    expect(steps).not.toContain('sign out');
  });

  it('exits when the session fails', async () => {
    quitting({ settled: () => Promise.reject(new Error('broken')) });
    await vi.advanceTimersByTimeAsync(0);
    expect(steps.at(-1)).toBe('exit 0');
  });

  it('asked twice, goes on with the first, and neither time ends the app by itself', async () => {
    quitting({ settled: never });
    quit({ preventDefault: () => void steps.push('prevent') });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(steps.filter((step) => step === 'prevent')).toHaveLength(2);
    expect(steps.filter((step) => step === 'settled')).toHaveLength(1);
    expect(steps.filter((step) => step === 'exit 0')).toHaveLength(1);
  });

  it('is left alone when it installs an update: stopping it would lose that on macOS', async () => {
    running({ settled: never });
    quitForUpdate();
    quit({ preventDefault: () => void steps.push('prevent') });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(steps).toEqual(['forget', 'dispose']);
  });
});

describe('before an update is installed', () => {
  it.each([
    ['as soon as nothing is being saved', async () => {}, 0],
    ['after three seconds anyway', never, 3_000],
  ])('waits, and goes on %s', async (_, settled, ms) => {
    let isOver = false;
    void settle({ settled }).then(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(Math.max(0, ms - 1));
    expect(isOver).toBe(ms === 0);
    await vi.advanceTimersByTimeAsync(1);
    expect(isOver).toBe(true);
  });
});
