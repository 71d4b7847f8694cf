import type { MenuItemConstructorOptions } from 'electron';
import { expect, it } from 'vitest';
import { menuTemplate } from './menu';

/** The roles in the menu, at any depth. */
function roles(items: readonly MenuItemConstructorOptions[]): (string | undefined)[] {
  return items.flatMap(({ role, submenu }) => [
    role,
    ...(Array.isArray(submenu) ? roles(submenu) : []),
  ]);
}

it.each(['linux', 'darwin', 'win32'] as const)(
  'says on %s which version the app is',
  (platform) => {
    expect(roles(menuTemplate(platform, false, null))).toContain('about');
  },
);

it('has Close, which is in the file menu, after the app menu on macOS', () => {
  const first = (platform: NodeJS.Platform) =>
    roles(menuTemplate(platform, false, null)).slice(0, 2);
  expect(first('darwin')).toEqual(['appMenu', 'fileMenu']);
  expect(first('linux')).toEqual(['fileMenu', 'editMenu']);
});

it('reloads and inspects in development only', () => {
  const inDevelopment = ['reload', 'toggleDevTools'];
  expect(roles(menuTemplate('linux', true, null))).toEqual(expect.arrayContaining(inDevelopment));
  const packaged = roles(menuTemplate('linux', false, null));
  expect(packaged.filter((role) => inDevelopment.includes(role ?? ''))).toEqual([]);
});
