import { readFile } from 'node:fs/promises';
import type { Protocol } from 'electron';
import { identity } from '../../shared/identity';
import { contentSecurityPolicy } from '../security/content-security-policy';
import { resolveUiFile } from './ui-files';

/**
 * Makes the scheme of the app's own pages a standard, secure one, so that it has an origin. No more
 * privileges than that. Has to be called before `app` is ready.
 */
export function registerUiScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: identity.uiScheme, privileges: { standard: true, secure: true } },
  ]);
}

/** Serves the app's own pages from `root` (SEC-38). */
export function serveUi(protocol: Protocol, root: string): void {
  protocol.handle(identity.uiScheme, (request) => answerUiRequest(root, request));
}

export async function answerUiRequest(
  root: string,
  request: Pick<Request, 'method' | 'url'>,
): Promise<Response> {
  if (request.method !== 'GET') return new Response(null, { status: 405 });
  const file = await resolveUiFile(root, request.url);
  if (file === null) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(await readFile(file.path)), {
    headers: {
      'content-type': file.contentType,
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-dns-prefetch-control': 'off',
      'cache-control': 'no-store',
    },
  });
}
