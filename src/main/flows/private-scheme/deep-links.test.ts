import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { recordingLog } from '../../../../tests/support/electron/recording-log';
import { DeepLinks } from './deep-links';

const scheme = 'com.example.app';
const link = `${scheme}://auth/callback?code=c&state=s`;

function setUp() {
  const onOpen = vi.fn();
  const log = recordingLog();
  const links = new DeepLinks({ scheme, onOpen });
  links.log = log;
  const app = Object.assign(new EventEmitter(), {
    isPackaged: true,
    getAppPath: () => '/nowhere',
    requestSingleInstanceLock: vi.fn((_data: unknown) => true),
  });
  const begin = (...args: string[]) => links.begin(app as unknown as App, ['app', ...args]);
  const startAgain = (data: unknown) => app.emit('second-instance', {}, ['app', link], '/', data);
  return { links, app, onOpen, log, begin, startAgain };
}

describe('links of the app’s scheme', () => {
  it('SEC-50: another instance hands over its link, and nothing else of its command line', () => {
    const { app, begin } = setUp();
    begin('--', link);
    expect(app.requestSingleInstanceLock).toHaveBeenLastCalledWith({ link });
    begin();
    expect(app.requestSingleInstanceLock).toHaveBeenLastCalledWith({ link: null });
    begin(link, '--remote-debugging-port=1');
    expect(app.requestSingleInstanceLock).toHaveBeenLastCalledWith({ link: null, isRefused: true });
  });

  it('SEC-50: tells whether it is the first', () => {
    const { app, begin } = setUp();
    expect(begin()).toBe(true);
    app.requestSingleInstanceLock.mockReturnValue(false);
    expect(begin()).toBe(false);
  });

  it('SEC-50: come from another instance, and from the system on macOS', () => {
    const { links, app, onOpen, begin, startAgain } = setUp();
    begin();
    const listener = vi.fn(() => true);
    links.subscribe(listener);
    startAgain({ link });
    const preventDefault = vi.fn();
    app.emit('open-url', { preventDefault }, link);
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(listener.mock.calls).toEqual([[link], [link]]);
    expect(onOpen).toHaveBeenCalledTimes(2);
  });

  it('another start without a link shows the app, whatever its arguments became', () => {
    const { links, onOpen, begin, startAgain } = setUp();
    begin();
    const listener = vi.fn(() => true);
    links.subscribe(listener);
    for (const data of [{ link: null }, undefined, null, 'x', {}]) startAgain(data);
    expect(onOpen).toHaveBeenCalledTimes(5);
    expect(listener).not.toHaveBeenCalled();
  });

  it('SEC-49: are looked at again by the instance that they are handed to', () => {
    const { links, onOpen, log, begin, startAgain } = setUp();
    begin();
    const listener = vi.fn(() => true);
    links.subscribe(listener);
    for (const data of [{ link: 1 }, { link: 'file:///etc' }, { link: `${link} x` }])
      startAgain(data);
    expect(listener).not.toHaveBeenCalled();
    expect(onOpen).toHaveBeenCalledTimes(3);
    expect(log.lines).toHaveLength(3);
  });

  it('SEC-19: only show the app when nothing waits for them, and their content is in no log', () => {
    const { links, onOpen, log, begin, startAgain } = setUp();
    begin(link);
    startAgain({ link });
    links.receive(`${scheme}://open`);
    expect(onOpen).toHaveBeenCalledTimes(2);
    expect(log.lines.map(({ event }) => event)).toEqual([
      'deep-link.not-taken',
      'deep-link.not-taken',
    ]);
    expect(JSON.stringify(log.lines)).not.toContain('code=');
  });

  it('are said and logged when they are not taken, for whatever reason', () => {
    const { links, log, begin, startAgain } = setUp();
    const said: string[] = [];
    begin();
    links.onRefused(({ code, message }) => said.push(`${code} ${message}`));
    startAgain({ link });
    startAgain({ link: `${link} x` });
    startAgain({ link: null, isRefused: true });
    expect(said).toEqual([
      expect.stringMatching(/^link-refused .*no sign-in was waiting/),
      expect.stringMatching(/^link-refused .*not well formed/),
      expect.stringMatching(/^link-refused .*other arguments/),
    ]);
    expect(log.lines.map(({ fields }) => fields.reason)).toEqual([
      'unexpected',
      'malformed',
      'arguments',
    ]);
    links.receive(`${scheme}://open`);
    startAgain({ link: null });
    expect(said).toHaveLength(3);
  });

  it('are said once the window can, when the app was started with them', () => {
    for (const args of [[link], ['--config', 'x', link]]) {
      const { links, begin } = setUp();
      const onRefused = vi.fn();
      begin(...args);
      links.onRefused(onRefused);
      expect(onRefused).toHaveBeenCalledOnce();
    }
    const { links, begin } = setUp();
    const onRefused = vi.fn();
    begin(`${scheme}://open`);
    links.onRefused(onRefused);
    expect(onRefused).not.toHaveBeenCalled();
  });

  it('go to who waits for them, one after the other, until one takes it', () => {
    const { links, log } = setUp();
    const first = vi.fn(() => false);
    const second = vi.fn(() => true);
    const third = vi.fn(() => true);
    const ends = [first, second, third].map((listener) => links.subscribe(listener));
    links.receive(link);
    expect([first, second, third].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 0]);
    expect(log.lines).toEqual([]);
    for (const end of ends) end();
    links.receive(link);
    expect(second).toHaveBeenCalledOnce();
  });
});
