import { readFileSync } from 'node:fs';
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
    toPNG(options) {
      assertOneScale('toPNG', options);
      return png;
    },
    isEmpty: () => size.width === 0,
    getSize: () => ({ ...size }),
    toDataURL(options) {
      assertOneScale('toDataURL', options);
      return `data:image/png;base64,${png.toString('base64')}`;
    },
    getAspectRatio: () => (size.height === 0 ? 1 : size.width / size.height),
  };
  return refuseUnknown(image, 'NativeImage') as Electron.NativeImage;
}

export const nativeImageModule = {
  createEmpty: (): Electron.NativeImage => createImage(Buffer.alloc(0)),
  createFromBuffer(buffer: Buffer, options?: object): Electron.NativeImage {
    if (options) throw notImplemented('nativeImage.createFromBuffer with options');
    if (!Buffer.isBuffer(buffer)) throw new TypeError('buffer must be a node Buffer');
    return createImage(pngOf(buffer));
  },
  createFromDataURL: (url: string): Electron.NativeImage =>
    createImage(pngOf(Buffer.from(url.split(',')[1] ?? '', 'base64'))),
  createFromPath(path: string): Electron.NativeImage {
    try {
      return createImage(pngOf(readFileSync(path)));
    } catch (error) {
      // Electron tells nobody of a file that it can't read.
      if ((error as NodeJS.ErrnoException).code !== undefined) return createImage(Buffer.alloc(0));
      throw error;
    }
  },
};

const pngStart = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** Empty for what is no image, as in Electron, which knows PNG and JPEG. */
function pngOf(image: Buffer): Buffer {
  if (image[0] === 0xff && image[1] === 0xd8)
    throw notImplemented('nativeImage of another format than PNG');
  const isPng = image.subarray(0, 8).equals(pngStart) && image.includes('IEND');
  return isPng ? image : Buffer.alloc(0);
}

function assertOneScale(what: string, { scaleFactor = 1 }: { scaleFactor?: number } = {}): void {
  if (scaleFactor !== 1) throw notImplemented(`nativeImage.${what} with a scale factor`);
}
