import { expect, it } from 'vitest';
import { identity } from '../../shared/identity';
import { desktopFileName } from './app-paths';

it('an app from its source does not replace an installed one', () => {
  expect(desktopFileName(true)).toBe(`${identity.name}.desktop`);
  expect(desktopFileName(false)).not.toBe(desktopFileName(true));
});
