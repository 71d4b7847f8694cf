import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { identity } from '../../shared/identity';
import { desktopFileName, nameApp } from './app-paths';

/** What naming the app calls, in order. */
function calls(platform: NodeJS.Platform, isPackaged: boolean, switches: string[] = []): unknown[] {
  const made: unknown[] = [];
  const note =
    (name: string) =>
    (...args: string[]) =>
      void made.push([name, ...args]);
  const app = {
    isPackaged,
    setName: note('setName'),
    setPath: note('setPath'),
    setDesktopName: note('setDesktopName'),
    setAppUserModelId: note('setAppUserModelId'),
    getPath: () => '/data',
    commandLine: { hasSwitch: (name: string) => switches.includes(name) },
  };
  nameApp(app as never, platform);
  return made;
}

const names = [
  ['setName', identity.productName],
  ['setPath', 'userData', path.join('/data', identity.name)],
];

describe('the app’s name', () => {
  it('is its shortcut’s on Windows, so that the taskbar shows one icon', () => {
    // The installer gives the shortcut the appId (electron-builder: WinShell::SetLnkAUMI).
    expect(calls('win32', true)).toContainEqual(['setAppUserModelId', identity.appId]);
    expect(calls('win32', false)).toEqual(names);
  });

  it('is its .desktop file’s on Linux', () => {
    expect(calls('linux', true)).toContainEqual(['setDesktopName', `${identity.name}.desktop`]);
  });

  it('names the data folder, unless the command line does', () => {
    expect(calls('darwin', true)).toEqual(names);
    expect(calls('darwin', true, ['user-data-dir'])).toEqual(names.slice(0, 1));
  });
});

it('an app from its source does not replace an installed one', () => {
  expect(desktopFileName(true)).toBe(`${identity.name}.desktop`);
  expect(desktopFileName(false)).not.toBe(desktopFileName(true));
});
