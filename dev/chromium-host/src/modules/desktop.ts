import { EventEmitter } from 'node:events';
import { warnReplaced } from '../shared/deprecate';
import { refuseUnknown } from '../shared/not-implemented';
import { clipboard, dialog, shell } from './interaction';
import { Menu } from './menu';
import { MenuItem } from './menu-item';
import { nativeTheme } from './native-theme';
import { screen } from './screen';

/** The desktop's modules: those that have nothing to act on here say so by what they return. */
export const desktopModules = {
  Menu: refuseUnknown(Menu, 'Menu', 'typeof Menu'),
  MenuItem: refuseUnknown(MenuItem, 'MenuItem', 'typeof MenuItem'),
  clipboard: refuseUnknown(clipboard, 'clipboard'),
  dialog: refuseUnknown(dialog, 'dialog'),
  shell: refuseUnknown(shell, 'shell'),
  nativeTheme,
  powerMonitor: refuseUnknown(
    Object.assign(new EventEmitter(), {
      getSystemIdleTime: () => 0,
      getSystemIdleState(threshold: number) {
        if (threshold <= 0) throw new TypeError('Invalid idle threshold, must be greater than 0');
        return 'active';
      },
      isOnBatteryPower: () => false,
      onBatteryPower: false,
    }),
    'powerMonitor',
  ),
  safeStorage: refuseUnknown(
    {
      isAsyncEncryptionAvailable: async () => false,
      isEncryptionAvailable() {
        warnReplaced('safeStorage.isEncryptionAvailable', 'safeStorage.isAsyncEncryptionAvailable');
        return false;
      },
      getSelectedStorageBackend: () => 'basic_text',
    },
    'safeStorage',
  ),
  screen,
  /** Nothing is ever installed by it: electron-updater announces a restart with one of its events. */
  autoUpdater: refuseUnknown(new EventEmitter(), 'autoUpdater'),
};
