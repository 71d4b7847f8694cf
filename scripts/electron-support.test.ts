import { expect, it } from 'vitest';
import { electronSupport } from './electron-support';

const tags = { latest: '45.5.0', '44-x-y': '44.9.2', '43-x-y': '43.9.9', beta: '46.0.0-beta.1' };

it('SEC-67: the three newest majors are supported, and the one before them is not', () => {
  expect(electronSupport('45.5.0', tags).isSupported).toBe(true);
  expect(electronSupport('44.0.0', tags).isSupported).toBe(true);
  expect(electronSupport('43.0.0', tags).isSupported).toBe(true);
  expect(electronSupport('42.9.9', tags).isSupported).toBe(false);
  expect(electronSupport('9.0.0', tags).isSupported).toBe(false);
});

it('says what to do when support has ended', () => {
  expect(electronSupport('42.1.0', tags).message).toBe(
    'Electron 42.1.0 gets no more fixes: Electron 43 to 45 are supported. ' +
      'Set "electron" in package.json to 45.5.0, and test.',
  );
});

it('names a newer version of the same major, and the major whose support ends next', () => {
  expect(electronSupport('45.4.1', tags).message).toContain('45.5.0 is newer, of the same major.');
  expect(electronSupport('44.9.2', tags).message).toBe(
    'Electron 44.9.2 is supported: Electron 43 to 45 are supported.',
  );
  const oldest = electronSupport('43.1.0', tags).message;
  expect(oldest).toContain('43.9.9 is newer');
  expect(oldest).toContain('end when Electron 46 comes');
});

it('compares majors as numbers', () => {
  expect(electronSupport('98.0.0', { latest: '100.0.0' }).isSupported).toBe(true);
  expect(electronSupport('97.0.0', { latest: '100.0.0' }).isSupported).toBe(false);
});

it.each([
  ['^45.4.1', tags, "package.json's electron is no version: ^45.4.1"],
  ['45.4.1', {}, "the registry's newest stable Electron is no version: undefined"],
  ['45.4.1', { latest: '46.0.0-beta.1' }, 'is no version: 46.0.0-beta.1'],
])('refuses what is no version: %s', (version, answer, message) => {
  expect(() => electronSupport(version, answer)).toThrow(message);
});
