/**
 * The web's names of permissions, each with Electron's.
 * Sources: https://w3c.github.io/permissions-registry and content_converter.cc of Electron
 */
export const electronNames: Readonly<Record<string, string>> = {
  geolocation: 'geolocation',
  notifications: 'notifications',
  push: 'notifications',
  camera: 'media',
  microphone: 'media',
  'clipboard-read': 'clipboard-read',
  'clipboard-write': 'clipboard-sanitized-write',
  midi: 'midi',
  'display-capture': 'display-capture',
  'idle-detection': 'idle-detection',
  'persistent-storage': 'persistent-storage',
  'window-management': 'window-management',
  'pointer-lock': 'pointerLock',
  'keyboard-lock': 'keyboardLock',
  'local-fonts': 'local-fonts',
  'background-fetch': 'background-fetch',
  'background-sync': 'background-sync',
  'periodic-background-sync': 'periodic-background-sync',
  'screen-wake-lock': 'screen-wake-lock',
  'storage-access': 'storage-access',
  accelerometer: 'sensors',
  gyroscope: 'sensors',
  magnetometer: 'sensors',
};

/** The web's names that a request of this permission is about. */
export function webNames(permission: string): string[] {
  if (permission === 'midiSysex') return ['midi'];
  return Object.keys(electronNames).filter((name) => electronNames[name] === permission);
}
