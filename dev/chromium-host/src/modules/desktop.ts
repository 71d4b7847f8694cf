import { EventEmitter } from 'node:events';
import { refuseUnknown } from '../shared/not-implemented';
import { clipboard, dialog, shell } from './interaction';
import { Menu, MenuItem } from './menu';
import { nativeTheme } from './native-theme';

/** The desktop's modules: those that have nothing to act on here say so by what they return. */
export const desktopModules = {
  Menu,
  MenuItem,
  clipboard: refuseUnknown(clipboard, 'clipboard'),
  dialog: refuseUnknown(dialog, 'dialog'),
  shell: refuseUnknown(shell, 'shell'),
  nativeTheme,
  powerMonitor: refuseUnknown(
    Object.assign(new EventEmitter(), {
      getSystemIdleTime: () => 0,
      getSystemIdleState: () => 'active',
      isOnBatteryPower: () => false,
      onBatteryPower: false,
    }),
    'powerMonitor',
  ),
  safeStorage: refuseUnknown(
    { isEncryptionAvailable: () => false, getSelectedStorageBackend: () => 'basic_text' },
    'safeStorage',
  ),
  screen: refuseUnknown(
    Object.assign(new EventEmitter(), {
      getPrimaryDisplay,
      getAllDisplays: () => [getPrimaryDisplay()],
    }),
    'screen',
  ),
  /** Nothing is ever installed by it: electron-updater announces a restart with one of its events. */
  autoUpdater: refuseUnknown(new EventEmitter(), 'autoUpdater'),
  crashReporter: refuseUnknown({ start: () => undefined }, 'crashReporter'),
};

function getPrimaryDisplay(): object {
  const bounds = { x: 0, y: 0, width: 1280, height: 800 };
  return { id: 1, bounds, workArea: bounds, size: bounds, workAreaSize: bounds, scaleFactor: 1 };
}
