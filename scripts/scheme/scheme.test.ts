import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../dev/runtime';
import { identity } from '../../src/shared/identity';
import { desktopEntry, execArgument, withoutHandler } from './linux';
import { registerOnWindows } from './windows';

const scheme = identity.redirectScheme;
const desktopFile = `${identity.name}-development.desktop`;
const folder = mkdtempSync(path.join(tmpdir(), 'scheme-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the .desktop file', () => {
  it('opens links of the scheme, behind a -- (SEC-49)', () => {
    const entry = desktopEntry(['/usr/bin/node', '/a b/c']);
    expect(entry).toContain(`\nExec=/usr/bin/node "/a b/c" -- %u\n`);
    expect(entry).toContain(`\nMimeType=x-scheme-handler/${scheme};\n`);
  });

  it.each([
    ['/usr/bin/electron', '/usr/bin/electron'],
    ['/50%/x', '/50%%/x'],
    ['/a b', '"/a b"'],
    ['/a"b', '"/a\\\\"b"'],
    ['/$HOME/`x`', '"/\\\\$HOME/\\\\`x\\\\`"'],
    ['', '""'],
  ])('writes %j as %s', (text, written) => {
    expect(execArgument(text)).toBe(written);
  });

  it('holds no line break', () => {
    expect(() => execArgument('/a\nExec=evil')).toThrow('line break');
  });
});

it('is removed from the list of handlers, and the others stay', () => {
  const list = `# of mine
[Default Applications]
x-scheme-handler/${scheme}=${desktopFile}
x-scheme-handler/https=browser.desktop

[Added Associations]
x-scheme-handler/${scheme}=other.desktop;${desktopFile};
`;
  expect(withoutHandler(list)).toBe(`# of mine
[Default Applications]
x-scheme-handler/https=browser.desktop

[Added Associations]
x-scheme-handler/${scheme}=other.desktop;
`);
});

describe('on Windows, the command is as Electron compares it (SEC-49)', () => {
  it.each([
    // The examples are from `AddQuoteForArg` of Electron and from Microsoft's rules for `CommandLineToArgvW`.
    [['C:\\a b\\electron.exe', 'C:\\app', '--'], '"C:\\a b\\electron.exe" "C:\\app" -- "%1"'],
    [['C:\\app.exe', '--'], '"C:\\app.exe" -- "%1"'],
    [['C:\\app\\', 'bare'], '"C:\\app\\\\" bare "%1"'],
    [['a"b', 'a\\"b'], '"a\\"b" "a\\\\\\"b" "%1"'],
  ])('%j', (command, line) => {
    expect(registerOnWindows(command).at(-1)).toEqual([
      'add',
      `HKCU\\Software\\Classes\\${scheme}\\shell\\open\\command`,
      '/ve',
      '/d',
      line,
      '/f',
    ]);
  });
});

describe.runIf(process.platform === 'linux')('on Linux (run with its own commands)', () => {
  const env = {
    ...process.env,
    HOME: folder,
    XDG_DATA_HOME: path.join(folder, 'data'),
    XDG_CONFIG_HOME: path.join(folder, 'config'),
  };
  const run = (...args: string[]) => {
    const cli = path.join(projectRoot, 'node_modules/tsx/dist/cli.mjs');
    const script = path.join(projectRoot, 'scripts/scheme.ts');
    return spawnSync(process.execPath, [cli, script, ...args], { env, encoding: 'utf8' });
  };
  const isHandler = () => {
    const args = ['check', 'default-url-scheme-handler', scheme, desktopFile];
    return spawnSync('xdg-settings', args, { env, encoding: 'utf8' }).stdout.trim();
  };

  it('the system knows the app after it was registered, and not after it was unregistered', () => {
    mkdirSync(env.XDG_CONFIG_HOME, { recursive: true });
    const list = path.join(env.XDG_CONFIG_HOME, 'mimeapps.list');
    const before = '[Default Applications]\nx-scheme-handler/https=browser.desktop\n';
    writeFileSync(list, before);
    expect(isHandler()).toBe('no');
    const { status, stdout } = run('register');
    expect({ status, stdout }).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('unregister'),
    });
    expect(isHandler()).toBe('yes');
    expect(run('unregister').status).toBe(0);
    expect(isHandler()).toBe('no');
    expect(readFileSync(list, 'utf8').trim()).toBe(before.trim());
    const left = path.join(env.XDG_DATA_HOME, 'applications', desktopFile);
    expect(existsSync(left)).toBe(false);
  });

  it('says how it is used', () => {
    const { status, stderr } = run('regster');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'Usage: npm run scheme -- register|unregister\n',
    });
  });
});
