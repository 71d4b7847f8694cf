import type Electron from 'electron';
import { notImplemented } from '../shared/not-implemented';

/** What a load is sent with that DevTools' `Page.navigate` does not take. */
export interface Upload {
  /** `null`: a GET. */
  readonly body: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** https://www.electronjs.org/docs/latest/api/web-contents#contentsloadurlurl-options */
export function uploadOf({ postData, extraHeaders }: Electron.LoadURLOptions): Upload | null {
  if (postData === undefined && extraHeaders === undefined) return null;
  const parts = postData?.map((part) => {
    if (part.type !== 'rawData') throw notImplemented(`loadURL with postData of ${part.type}`);
    return part.bytes;
  });
  const lines = (extraHeaders ?? '').split('\n').filter((line) => line.includes(':'));
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
  return { body: parts ? Buffer.concat(parts) : null, headers: Object.fromEntries(headers) };
}
