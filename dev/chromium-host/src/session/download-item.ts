import type Electron from 'electron';
import { refuseUnknown } from '../shared/not-implemented';

type Part = Pick<Electron.DownloadItem, 'getURL' | 'getFilename' | 'getState' | 'cancel'>;

/** A download as the app sees it: once it is over, it answers no more. https://www.electronjs.org/docs/latest/api/download-item */
export function createDownloadItem(part: Part): { item: Part; end(): void } {
  let isOver = false;
  const item = new Proxy(refuseUnknown(part, 'DownloadItem'), {
    get(object, property, receiver) {
      if (isOver && property in part) throw new Error('DownloadItem used after being destroyed');
      return Reflect.get(object, property, receiver);
    },
  });
  return {
    item,
    end: () => {
      isOver = true;
    },
  };
}
