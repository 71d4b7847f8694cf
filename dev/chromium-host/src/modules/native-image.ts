import { existsSync, readFileSync } from 'node:fs';
import type Electron from 'electron';
import { notImplemented, refuseUnknown } from '../shared/not-implemented';

/** A PNG as Electron's NativeImage. https://www.electronjs.org/docs/latest/api/native-image */
export function createImage(png: Buffer): Electron.NativeImage {
  const size = {
    width: png.length < 24 ? 0 : png.readUInt32BE(16),
    height: png.length < 24 ? 0 : png.readUInt32BE(20),
  };
  const image: Pick<
    Electron.NativeImage,
    'toPNG' | 'isEmpty' | 'getSize' | 'toDataURL' | 'getAspectRatio'
  > = {
    toPNG: () => png,
    isEmpty: () => size.width === 0,
    getSize: () => size,
    toDataURL: () => `data:image/png;base64,${png.toString('base64')}`,
    getAspectRatio: () => (size.height === 0 ? 0 : size.width / size.height),
  };
  return refuseUnknown(image, 'NativeImage') as Electron.NativeImage;
}

export const nativeImageModule = {
  createEmpty: (): Electron.NativeImage => createImage(Buffer.alloc(0)),
  createFromBuffer(buffer: Buffer, options?: object): Electron.NativeImage {
    if (options) throw notImplemented('nativeImage.createFromBuffer with options');
    return createImage(assertPng(buffer));
  },
  createFromDataURL: (url: string): Electron.NativeImage =>
    createImage(assertPng(Buffer.from(url.split(',')[1] ?? '', 'base64'))),
  createFromPath(path: string): Electron.NativeImage {
    const isThere = existsSync(path);
    return createImage(isThere ? assertPng(readFileSync(path)) : Buffer.alloc(0));
  },
};

function assertPng(image: Buffer): Buffer {
  if (image.length > 0 && image.toString('latin1', 1, 4) !== 'PNG')
    throw notImplemented('nativeImage of another format than PNG');
  return image;
}
