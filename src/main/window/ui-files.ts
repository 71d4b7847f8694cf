import { realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { uiOrigin } from '../../shared/identity';
import { parseUrl } from '../../shared/parse-url';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface UiFile {
  readonly path: string;
  readonly contentType: string;
}

/**
 * The file of the app's own pages that a URL names, or `null`: another host, a path that leads out
 * of `root` (also through a symbolic link), a missing file, or a kind of file we don't serve (SEC-38).
 *
 * @param root the folder of the built pages, absolute
 */
export async function resolveUiFile(root: string, url: string): Promise<UiFile | null> {
  const prefix = `${uiOrigin}/`;
  const parsed = parseUrl(url);
  if (parsed === null) return null;
  const { href, pathname } = parsed;
  if (!href.startsWith(prefix)) return null;

  const contentType = contentTypes[extname(pathname)];
  if (contentType === undefined) return null;
  try {
    const base = await realpath(root);
    const path = await realpath(join(base, decodeURIComponent(pathname)));
    return path.startsWith(base + sep) ? { path, contentType } : null;
  } catch {
    return null;
  }
}
