import { beforeEach, describe, expect, it } from 'vitest';
import { FakeMachine, ManualClock } from '../../../../tests/support/auth/fakes';
import { storedAccount } from '../../../../tests/support/auth/stored';
import type { SessionLimits } from '../../config/types';
import { SessionWatch } from './session-watch';

const minute = 60_000;

let clock: ManualClock;
let machine: FakeMachine;
let events: string[];
beforeEach(() => {
  clock = new ManualClock();
  machine = new FakeMachine();
  events = [];
});

function watch(limits: Partial<SessionLimits> = {}): SessionWatch {
  const config = { limits: { idleMs: null, absoluteMs: null, refreshTokenMs: null, ...limits } };
  return new SessionWatch(
    { config, clock, machine },
    {
      onActivity: () => events.push('activity'),
      onLimit: () => events.push('limit'),
      onWake: () => events.push('wake'),
      onDoubt: () => events.push('doubt'),
    },
  );
}

const account = () => storedAccount('ann', { startedAt: clock.now(), lastActiveAt: clock.now() });

function pass(ms: number): void {
  for (let left = ms; left > 0; left -= 30_000) clock.advance(30_000);
}

describe('the watch', () => {
  it('looks every half minute, and not any more once it is stopped', () => {
    const one = watch();
    expect(one.start(account())).toBe(true);
    expect(clock.pending).toEqual([30_000]);
    pass(10 * minute);
    expect(clock.pending).toEqual([30_000]);
    one.stop();
    expect(clock.pending).toEqual([]);
  });

  it('tells of activity once a minute, and of none while nobody is there', () => {
    const one = watch();
    one.start(account());
    events.length = 0;
    pass(10 * minute);
    expect(events).toHaveLength(10);
    events.length = 0;
    for (let idle = 0; idle < 10 * minute; idle += 30_000) {
      machine.idle = idle;
      clock.advance(30_000);
    }
    expect(events.length).toBeLessThanOrEqual(1);
  });

  it('tells that the computer has slept, or that its date was turned back', () => {
    const one = watch();
    one.start(account());
    events.length = 0;
    clock.sleep(30_000);
    one.check();
    expect(events).toContain('wake');
    events.length = 0;
    clock.sleep(-3_600_000);
    one.check();
    expect(events).toContain('doubt');
    expect(events).not.toContain('wake');
  });

  it('SEC-60: takes dates in the future for now, so that the limits hold', () => {
    const year = 365 * 24 * 60 * minute;
    const future = { startedAt: clock.now() + year, lastActiveAt: clock.now() + year };
    const one = watch({ absoluteMs: 60 * minute });
    expect(one.start({ ...account(), ...future })).toBe(true);
    pass(59 * minute);
    expect(events).not.toContain('limit');
    pass(minute);
    expect(events).toContain('limit');

    events.length = 0;
    const idle = watch({ idleMs: 10 * minute });
    machine.idle = 10 * minute;
    expect(idle.start({ ...account(), ...future })).toBe(true);
    clock.sleep(10 * minute);
    idle.check();
    expect(events).toContain('limit');
  });

  it('tells that the network is back, once, and not that it is gone', () => {
    const one = watch();
    one.start(account());
    events.length = 0;
    machine.online = false;
    one.check();
    one.check();
    expect(events).toEqual([]);
    machine.online = true;
    one.check();
    one.check();
    expect(events).toEqual(['wake']);
  });
});

describe('SEC-60: a limit', () => {
  it('is told at the start when it is reached already', () => {
    const one = watch({ absoluteMs: minute });
    const old = account();
    clock.sleep(minute);
    expect(one.start(old)).toBe(false);
    expect(events).toEqual(['limit']);
  });

  it('is told again and again until somebody stops the watch', () => {
    const one = watch({ absoluteMs: minute });
    one.start(account());
    pass(3 * minute);
    expect(events.filter((event) => event === 'limit').length).toBeGreaterThan(3);
    one.stop();
    expect(clock.pending).toEqual([]);
  });

  it('that is told may stop the watch there and then', () => {
    const config = { limits: { idleMs: null, absoluteMs: minute, refreshTokenMs: null } };
    const one: SessionWatch = new SessionWatch(
      { config, clock, machine },
      {
        onActivity: () => {},
        onLimit: () => one.stop(),
        onWake: () => {},
        onDoubt: () => {},
      },
    );
    one.start(account());
    pass(3 * minute);
    expect(clock.pending).toEqual([]);
  });

  it('of idleness is not reached by somebody who came back in time', () => {
    const one = watch({ idleMs: 10 * minute });
    one.start(account());
    for (let round = 0; round < 5; round++) {
      for (machine.idle = 0; machine.idle < 9 * minute; machine.idle += 30_000) {
        clock.advance(30_000);
      }
    }
    expect(events).not.toContain('limit');
  });

  it('of idleness is reached by sleep as well', () => {
    const one = watch({ idleMs: 10 * minute });
    one.start(account());
    clock.sleep(10 * minute);
    expect(one.check()).toBe(false);
  });
});
