import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { startApp, temporaryFolder } from './lab';

// Source: https://www.electronjs.org/docs/latest/api/app

/** Prints the events that end an app, in order. */
const logEvents = `
  const { app, BrowserWindow } = require('electron');
  const say = (line) => require('node:fs').writeSync(1, line + '\\n');
  for (const name of ['before-quit', 'will-quit', 'quit', 'ready', 'will-finish-launching']) app.on(name, () => say(name));
`;

test('quit asks app and windows in the documented order', async () => {
  const { lines, ended } = startApp(`${logEvents}
    app.on('window-all-closed', () => say('window-all-closed'));
    app.whenReady().then(() => {
      const window = new BrowserWindow({ show: false });
      window.on('close', () => say('close'));
      window.on('closed', () => say('closed'));
      app.quit();
    });`);
  expect(await ended).toBe(0);
  expect(lines).toEqual([
    'will-finish-launching',
    'ready',
    'before-quit',
    'close',
    'closed',
    'will-quit',
    'quit',
  ]);
});

test('closing the last window emits window-all-closed, and quits where nobody listens', async () => {
  const listening = startApp(`${logEvents}
    app.on('window-all-closed', () => { say('window-all-closed'); app.quit(); });
    app.whenReady().then(() => new BrowserWindow({ show: false }).close());`);
  const silent = startApp(`${logEvents}
    app.whenReady().then(() => new BrowserWindow({ show: false }).close());`);
  expect(await listening.ended).toBe(0);
  expect(await silent.ended).toBe(0);
  expect(listening.lines.slice(2)).toEqual([
    'window-all-closed',
    'before-quit',
    'will-quit',
    'quit',
  ]);
  expect(silent.lines.slice(2)).toEqual(['before-quit', 'will-quit', 'quit']);
});

test('before-quit, a window and will-quit can each stop the quit', async () => {
  const { lines, ended } = startApp(`${logEvents}
    const once = (emitter, name) => emitter.once(name, (event) => event.preventDefault());
    app.whenReady().then(async () => {
      const wait = () => new Promise((resolve) => setTimeout(resolve, 150));
      const window = new BrowserWindow({ show: false });
      await window.loadURL('about:blank');
      once(app, 'before-quit'); app.quit(); await wait();
      once(window, 'close'); app.quit(); await wait();
      once(app, 'will-quit'); app.quit(); await wait();
      say('alive'); app.quit();
    });`);
  expect(await ended).toBe(0);
  expect(lines.slice(2)).toEqual([
    'before-quit',
    'before-quit',
    'before-quit',
    'will-quit',
    'alive',
    'before-quit',
    'will-quit',
    'quit',
  ]);
});

test('exit asks nobody and keeps its code', async () => {
  const { lines, ended } = startApp(`${logEvents}
    app.whenReady().then(() => {
      new BrowserWindow({ show: false }).on('close', () => say('close'));
      app.exit(7);
    });`);
  expect(await ended).toBe(7);
  expect(lines.slice(2)).toEqual(['quit']);
});

test('quit and exit before ready end the app before a browser is started', async () => {
  const quitting = startApp(`${logEvents} app.quit();`);
  const exiting = startApp(`${logEvents} app.exit(3);`);
  expect(await quitting.ended).toBe(0);
  expect(await exiting.ended).toBe(3);
  expect(exiting.lines).toEqual(['quit']);
  expect(quitting.lines).not.toContain('ready');
});

test('what must wait for ready, and what must come before it, throws', async () => {
  const { lines, ended } = startApp(`${logEvents}
    const { protocol, session } = require('electron');
    const attempt = (use) => { try { use(); say('no error'); } catch (error) { say(error.message); } };
    attempt(() => new BrowserWindow());
    attempt(() => session.defaultSession);
    protocol.registerSchemesAsPrivileged([]);
    attempt(() => protocol.registerSchemesAsPrivileged([]));
    app.whenReady().then(() => {
      attempt(() => protocol.registerSchemesAsPrivileged([]));
      attempt(() => app.enableSandbox());
      app.exit(0);
    });`);
  await ended;
  expect(lines.filter((line) => /[A-Z ]/.test(line))).toEqual([
    'Cannot create BrowserWindow before app is ready',
    'Session can only be received when app is ready',
    'protocol.registerSchemesAsPrivileged can only be called once',
    'protocol.registerSchemesAsPrivileged should be called before app is ready',
    'app.enableSandbox() can only be called before app is ready',
  ]);
});

test('a second instance is refused and tells the first its arguments', async () => {
  const source = `
    const { app } = require('electron');
    if (app.requestSingleInstanceLock({ extra: 1 })) {
      app.on('second-instance', (event, argv, cwd, data) => {
        console.log('second ' + argv.includes('--url=x') + ' ' + data.extra);
      });
      app.whenReady().then(() => console.log('first'));
    } else {
      console.log('refused');
      app.exit(0);
    }`;
  const userData = temporaryFolder();
  const first = startApp(source, { userData });
  await first.line('first');
  const second = startApp(source, { userData, args: ['--url=x'] });
  const other = startApp(source);
  expect(await second.ended).toBe(0);
  await other.line('first');
  await first.line('second true 1');
  first.child.kill('SIGTERM');
  other.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  const third = startApp(source, { userData });
  await third.line('first');
  third.child.kill('SIGKILL');
  await third.ended;
  const fourth = startApp(source, { userData });
  await fourth.line('first');
  fourth.child.kill('SIGTERM');
  await fourth.ended;
  await other.ended;
});

test('a second instance hands over more data than fits into an argument', async () => {
  const source = `
    const { app } = require('electron');
    const isFirst = app.requestSingleInstanceLock({ text: 'x'.repeat(300_000) });
    app.on('second-instance', (event, argv, cwd, { text }) => console.log(text.length));
    app.whenReady().then(() => isFirst ? console.log('first') : app.exit(0));`;
  const userData = temporaryFolder();
  const first = startApp(source, { userData });
  await first.line('first');
  const second = startApp(source, { userData });
  expect(await second.ended).toBe(0);
  expect(second.lines).toEqual([]);
  await first.line('300000');
  first.child.kill('SIGTERM');
  await first.ended;
  expect(readdirSync(userData)).toEqual([]);
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s quits in order', async (signal) => {
  const { child, lines, line, ended } = startApp(`${logEvents}
    app.whenReady().then(() => new BrowserWindow({ show: false }).loadURL('about:blank')).then(() => say('up'));`);
  await line('up');
  child.kill(signal);
  expect(await ended).toBe(0);
  expect(lines.slice(3)).toEqual(['before-quit', 'will-quit', 'quit']);
});

test('after a kill no Chromium stays, and the next host removes its profile and socket', async () => {
  const source = `${logEvents} app.requestSingleInstanceLock(); app.whenReady().then(() => say('up'));`;
  const { child, line, ended } = startApp(source);
  await line('up');
  const profiles = (): string[] =>
    readdirSync(tmpdir()).filter((name) => name.startsWith(`chromium-host-${child.pid}-`));
  expect(profiles()).toHaveLength(2);
  child.kill('SIGKILL');
  await ended;
  const next = startApp(source);
  await next.line('up');
  expect(profiles()).toEqual([]);
  next.child.kill('SIGTERM');
  await next.ended;
});

test('paths, name, version and arguments are those of the app', async () => {
  const userData = temporaryFolder();
  const { lines, ended } = startApp(
    `const { app } = require('electron');
     app.setPath('userData', require('node:path').join(app.getPath('temp'), 'ignored-' + process.pid));
     console.log(JSON.stringify({
       name: app.name, path: app.getAppPath() === __dirname, packaged: app.isPackaged,
       args: process.argv.slice(2).filter((arg) => !arg.startsWith('--user-data')), type: process.type,
       electron: process.versions.electron.split('.').length, flag: app.commandLine.getSwitchValue('flag'),
     }));
     app.exit(0);`,
    { userData, args: ['--flag=1', 'positional'] },
  );
  await ended;
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    name: 'sample',
    path: true,
    packaged: false,
    args: ['--flag=1', 'positional'],
    type: 'browser',
    electron: 3,
    flag: '1',
  });
});

test('a load that fails, and that nobody awaits, does not end the app', async () => {
  const { lines, ended } = startApp(`${logEvents}
    app.whenReady().then(() => {
      const window = new BrowserWindow({ show: false });
      window.webContents.on('did-fail-load', (_event, code) => setTimeout(() => { say(String(code)); app.quit(); }, 100));
      window.loadURL('http://invalid:port');
    });`);
  expect(await ended).toBe(0);
  expect(lines.slice(2, 3)).toEqual(['-300']);
});

test('exactly one line tells that this is not Electron', async () => {
  const { errors, ended } = startApp(`${logEvents} app.whenReady().then(() => app.quit());`);
  await ended;
  expect(errors()).toBe(
    'This runs in the Chromium host, not in Electron (dev/chromium-host/README.md).\n',
  );
});
