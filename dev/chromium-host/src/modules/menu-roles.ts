import type Electron from 'electron';
import { app } from '../app/app';
import { notImplemented } from '../shared/not-implemented';

interface RoleWindow {
  readonly webContents: { reload(): void };
  close(): void;
  minimize(): void;
}

const isMac = process.platform === 'darwin';
const isWindows = process.platform === 'win32';

/** Label and accelerator, by the role's name in small letters. Source: lib/browser/api/menu-item-roles.ts of Electron */
const texts = (): Readonly<Record<string, readonly [label: string, accelerator?: string]>> => ({
  about: [process.platform === 'linux' ? 'About' : `About ${app.name}`],
  appmenu: [app.name],
  clearrecentdocuments: ['Clear Menu'],
  close: [isMac ? 'Close Window' : 'Close', 'CommandOrControl+W'],
  copy: ['Copy', 'CommandOrControl+C'],
  cut: ['Cut', 'CommandOrControl+X'],
  delete: ['Delete'],
  editmenu: ['Edit'],
  filemenu: ['File'],
  forcereload: ['Force Reload', 'Shift+CmdOrCtrl+R'],
  front: ['Bring All to Front'],
  help: ['Help'],
  hide: [`Hide ${app.name}`, 'Command+H'],
  hideothers: ['Hide Others', 'Command+Alt+H'],
  minimize: ['Minimize', 'CommandOrControl+M'],
  paste: ['Paste', 'CommandOrControl+V'],
  pasteandmatchstyle: [
    'Paste and Match Style',
    isMac ? 'Cmd+Option+Shift+V' : 'Shift+CommandOrControl+V',
  ],
  quit: isWindows ? ['Exit'] : [isMac ? `Quit ${app.name}` : 'Quit', 'CommandOrControl+Q'],
  recentdocuments: ['Open Recent'],
  redo: ['Redo', isWindows ? 'Control+Y' : 'Shift+CommandOrControl+Z'],
  reload: ['Reload', 'CmdOrCtrl+R'],
  resetzoom: ['Actual Size', 'CommandOrControl+0'],
  selectall: ['Select All', 'CommandOrControl+A'],
  services: ['Services'],
  sharemenu: ['Share'],
  toggledevtools: ['Toggle Developer Tools', isMac ? 'Alt+Command+I' : 'Ctrl+Shift+I'],
  togglefullscreen: ['Toggle Full Screen', isMac ? 'Control+Command+F' : 'F11'],
  undo: ['Undo', 'CommandOrControl+Z'],
  unhide: ['Show All'],
  viewmenu: ['View'],
  window: ['Window'],
  windowmenu: ['Window'],
  zoom: ['Zoom'],
  zoomin: ['Zoom In', 'CommandOrControl+Plus'],
  zoomout: ['Zoom Out', 'CommandOrControl+-'],
});

/** Roles that have a menu; `-` is a separator. */
const menus: Readonly<Record<string, string>> = {
  appmenu: 'about - services - hide hideOthers unhide - quit',
  editmenu: `undo redo - cut copy paste ${isMac ? 'pasteAndMatchStyle delete' : 'delete -'} selectAll`,
  filemenu: isMac ? 'close' : 'quit',
  viewmenu: 'reload forceReload toggleDevTools - resetZoom zoomIn zoomOut - togglefullscreen',
  windowmenu: isMac ? 'minimize zoom - front' : 'minimize zoom close',
};

/** What an item gets from its role; nothing without one. */
export function roleDefaults(role: string | undefined): {
  readonly label: string;
  readonly accelerator?: string | undefined;
  readonly submenu?: Electron.MenuItemConstructorOptions[];
} {
  const [label = '', accelerator] = texts()[role ?? ''] ?? [];
  const words = menus[role ?? '']?.split(' ');
  if (!words) return { label, accelerator };
  const submenu = words.map((word) =>
    word === '-' ? { type: 'separator' as const } : { role: word as 'quit' },
  );
  return { label, accelerator, submenu };
}

/** Does what a click on an item of this role does. @returns false if the role does nothing */
export function runRole(role: string | undefined, window: RoleWindow | undefined): boolean {
  // macOS does by itself what most of its roles do.
  if (role === undefined || texts()[role] === undefined || (isMac && role !== 'reload'))
    return false;
  if (role === 'quit') app.quit();
  else if (role === 'close') window?.close();
  else if (role === 'minimize') window?.minimize();
  else if (role === 'reload') window?.webContents.reload();
  else if (/^(help|window|front|hide|unhide|zoom|services|.*menu)$/.test(role)) return false;
  else throw notImplemented(`The role ${role} of a menu item`);
  return true;
}
