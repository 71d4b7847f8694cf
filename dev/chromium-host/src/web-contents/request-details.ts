import type { Protocol } from 'devtools-protocol';
import type Electron from 'electron';
import type { Navigation } from '../navigation/navigation';
import { schemes } from '../session/schemes';
import type { PageContents } from './page-contents';

const types: Partial<Record<Protocol.Network.ResourceType, string>> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  Media: 'media',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  WebSocket: 'webSocket',
};

/** A paused request as `webRequest` shows it. https://www.electronjs.org/docs/latest/api/web-request */
export function requestDetails(
  event: Protocol.Fetch.RequestPausedEvent,
  contents: PageContents,
  navigation: Navigation,
): Electron.OnBeforeRequestListenerDetails {
  const { request, frameId } = event;
  const frame = navigation.frames.get(frameId);
  const isMain = frame === undefined || frame.parent === null;
  const document = isMain ? 'mainFrame' : 'subFrame';
  return {
    id: Number(event.requestId.replace(/\D/g, '')),
    url: schemes.toApp(request.url),
    method: request.method,
    webContentsId: contents.id,
    // The objects of the host have the parts of Electron's that it implements.
    webContents: contents as unknown as Electron.WebContents,
    resourceType: (event.resourceType === 'Document'
      ? document
      : (types[event.resourceType] ??
        'other')) as Electron.OnBeforeRequestListenerDetails['resourceType'],
    referrer: schemes.toApp(request.headers.Referer ?? ''),
    timestamp: Date.now(),
    ...(request.postDataEntries ? { uploadData: request.postDataEntries.map(toUploadData) } : {}),
    ...(frame ? { frame: frame.api as unknown as Electron.WebFrameMain } : {}),
    // Without a body Electron leaves `uploadData` out, which its types do not know.
  } as Electron.OnBeforeRequestListenerDetails;
}

function toUploadData({ bytes = '' }: Protocol.Network.PostDataEntry): Electron.UploadData {
  return { bytes: Buffer.from(bytes, 'base64') } as Electron.UploadData;
}
