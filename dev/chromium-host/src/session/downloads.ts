import { getBrowser } from '../runtime';
import { HostEvent } from '../shared/host-event';
import type { FrameTree } from '../web-contents/frame-tree';
import type { PageContents } from '../web-contents/page-contents';
import { HostDownloadItem } from './download-item';
import { schemes } from './schemes';

/**
 * Announces downloads of a page as `will-download`, and cancels every one: the host saves no files.
 * https://www.electronjs.org/docs/latest/api/session#event-will-download
 */
export function trackDownloads(contents: PageContents, frames: FrameTree): () => void {
  const { browser } = getBrowser().chromium.connection;
  return browser.on('Browser.downloadWillBegin', ({ frameId, guid, url, suggestedFilename }) => {
    if (!frames.get(frameId)) return;
    const item = new HostDownloadItem(schemes.toApp(url), suggestedFilename);
    const event = new HostEvent();
    contents.session.emit('will-download', event, item, contents);
    item.end();
    if (!event.defaultPrevented) {
      console.error('A download was cancelled: the Chromium host saves no files.');
    }
    void contents.session
      .context()
      .then((context) => browser.send('Browser.cancelDownload', { guid, ...context }))
      // Chromium has denied it by itself already.
      .catch(() => undefined);
  });
}
