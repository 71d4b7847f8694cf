import type { Protocol } from 'devtools-protocol';
import type Electron from 'electron';
import type { Navigation } from '../navigation/navigation';
import { schemes } from '../session/schemes';

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
  webContentsId: number,
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
    webContentsId,
    resourceType: (event.resourceType === 'Document'
      ? document
      : (types[event.resourceType] ??
        'other')) as Electron.OnBeforeRequestListenerDetails['resourceType'],
    referrer: schemes.toApp(request.headers.Referer ?? ''),
    timestamp: Date.now(),
    uploadData: (request.postDataEntries ?? []).map(({ bytes = '' }) => ({
      bytes: Buffer.from(bytes, 'base64'),
    })),
    // The frame of the host has the part of WebFrameMain that it implements.
    ...(frame ? { frame: frame.api as unknown as Electron.WebFrameMain } : {}),
  };
}
