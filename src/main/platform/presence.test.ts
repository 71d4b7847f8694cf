import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { recordingLog } from '../../../tests/support/electron/recording-log';
import { Presence } from './presence';

const minute = 60_000;
let time: number;
let systemSeconds: number;
let log: ReturnType<typeof recordingLog>;
beforeEach(() => {
  time = 1_700_000_000_000;
  systemSeconds = 0;
  log = recordingLog();
});

function newPresence(platform: NodeJS.Platform = 'linux'): Presence {
  const powerMonitor = { getSystemIdleTime: () => systemSeconds };
  return new Presence({ powerMonitor, now: () => time, platform, log });
}

/** Asks every half minute, as a session does. @returns the last answer, in ms */
function idleAfter(ms: number, presence: Presence): number {
  for (const end = time + ms; time < end; ) {
    time += minute / 2;
    presence.idleMs();
  }
  return presence.idleMs();
}

describe('SEC-60: how long the user is idle', () => {
  it('is what the system measures', () => {
    const presence = newPresence();
    systemSeconds = 90;
    expect(presence.idleMs()).toBe(90_000);
    systemSeconds = 0;
    expect(idleAfter(20 * minute, presence)).toBe(0);
    expect(log.lines).toEqual([]);
  });

  it('is counted in the app’s own windows where the system always says 0, and the log says so once', () => {
    const presence = newPresence();
    expect(idleAfter(2 * minute, presence)).toBe(0);
    expect(idleAfter(18 * minute, presence)).toBe(20 * minute);
    expect(log.lines.map(({ event }) => event)).toEqual(['presence.not-measured']);
    presence.noteInput();
    expect(idleAfter(5 * minute, presence)).toBe(5 * minute);
  });

  it('is not in doubt because somebody asks often', () => {
    const presence = newPresence();
    for (let asked = 0; asked < 100; asked++) presence.idleMs();
    expect(log.lines).toEqual([]);
  });

  it('is the system’s again with the first other number', () => {
    const presence = newPresence();
    idleAfter(20 * minute, presence);
    systemSeconds = 3;
    expect(presence.idleMs()).toBe(3_000);
    systemSeconds = 0;
    expect(idleAfter(20 * minute, presence)).toBe(0);
  });

  it('is never in doubt on Windows and macOS', () => {
    expect(idleAfter(60 * minute, newPresence('win32'))).toBe(0);
    expect(idleAfter(60 * minute, newPresence('darwin'))).toBe(0);
  });

  it('is over with input in any window, and when one gets the focus', () => {
    const presence = newPresence();
    const app = new EventEmitter();
    const [existing, created] = [new EventEmitter(), new EventEmitter()];
    presence.watch(app as never, [existing as never]);
    app.emit('web-contents-created', {}, created);
    for (const contents of [existing, created]) {
      expect(idleAfter(20 * minute, presence)).toBe(20 * minute);
      contents.emit('input-event', {}, { type: 'keyDown' });
      expect(presence.idleMs()).toBe(0);
    }
    idleAfter(5 * minute, presence);
    app.emit('browser-window-focus');
    expect(presence.idleMs()).toBe(0);
  });
});
