import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import { refuseUnknown } from '../shared/not-implemented';

const size = { width: 1280, height: 800 };
const bounds = { x: 0, y: 0, ...size };

/** One display that never changes. https://www.electronjs.org/docs/latest/api/structures/display */
const display: Electron.Display = {
  accelerometerSupport: 'unknown',
  bounds,
  colorDepth: 24,
  colorSpace: '',
  depthPerComponent: 8,
  detected: true,
  displayFrequency: 60,
  id: 1,
  internal: false,
  label: '',
  maximumCursorSize: { width: 0, height: 0 },
  monochrome: false,
  nativeOrigin: { x: 0, y: 0 },
  rotation: 0,
  scaleFactor: 1,
  size,
  touchSupport: 'unknown',
  workArea: bounds,
  workAreaSize: size,
};

export const screen = refuseUnknown(
  Object.assign(new EventEmitter(), {
    getPrimaryDisplay: (): Electron.Display => display,
    getAllDisplays: (): Electron.Display[] => [display],
  }),
  'screen',
);
