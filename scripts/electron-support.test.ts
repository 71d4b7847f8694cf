import { expect, it } from 'vitest';
import { isSupported } from './electron-support';

it('SEC-67: the three newest majors are supported', () => {
  const supported = ['46.0.0', '45.5.0', '44.0.0', '43.0.0'].map((version) =>
    isSupported(version, '45.5.0'),
  );
  expect(supported).toEqual([true, true, true, true]);
  expect(isSupported('42.9.9', '45.5.0')).toBe(false);
});

it('compares majors as numbers', () => {
  expect(isSupported('98.0.0', '100.0.0')).toBe(true);
  expect(isSupported('9.0.0', '45.5.0')).toBe(false);
});

it.each([
  ['^45.4.1', '45.5.0'],
  ['45.4.1', ''],
  ['45.4.1', '46.0.0-beta.1'],
])('refuses %s and %s, which are not both stable versions', (version, newest) => {
  expect(() => isSupported(version, newest)).toThrow('is not a stable version');
});
