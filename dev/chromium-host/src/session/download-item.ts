import type Electron from 'electron';
import type { ApiOf } from '../shared/api-of';
import { HostEvent } from '../shared/host-event';
import { HostObject } from '../shared/not-implemented';

/** A download, which the host cancels. https://www.electronjs.org/docs/latest/api/download-item */
export class HostDownloadItem
  extends HostObject
  implements ApiOf<HostDownloadItem, Electron.DownloadItem>
{
  constructor(
    private readonly url: string,
    private readonly filename: string,
  ) {
    super('DownloadItem');
  }

  getURL(): string {
    return this.url;
  }

  getFilename(): string {
    return this.filename;
  }

  getState(): 'cancelled' {
    return 'cancelled';
  }

  cancel(): void {}

  /** Called by the host: nothing is saved, so the download is over as soon as it was announced. */
  end(): void {
    this.emit('done', new HostEvent(), 'cancelled');
    const names = ['getURL', 'getFilename', 'getState', 'cancel'];
    this.endApi(names, 'DownloadItem used after being destroyed');
  }
}
