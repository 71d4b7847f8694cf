import { validateHeaderName, validateHeaderValue } from 'node:http';
import type Electron from 'electron';
import { schemes } from '../session/schemes';
import type { HostSession } from '../session/session';
import { HostObject, notImplemented } from '../shared/not-implemented';
import { assertOptions, type KnownOptions } from '../shared/options';

/** Lets `net.fetch` load other schemes than the web's. */
export const anyScheme = Symbol('anyScheme');

export type NetRequestOptions = Electron.ClientRequestConstructorOptions & {
  [anyScheme]?: true;
};

export interface ParsedOptions {
  readonly method: string;
  readonly url: string;
  readonly redirect: 'follow' | 'error' | 'manual';
  /** By name in small letters. */
  readonly headers: Map<string, { name: string; value: string | string[] }>;
  readonly sendsCookies: boolean;
  readonly session: HostSession | string | null;
}

const requestOptions: KnownOptions = {
  type: 'ClientRequestConstructorOptions',
  // Without a cache, the last three change neither request nor response.
  heeded: `method url headers session partition credentials useSessionCookies protocol host hostname port path
    redirect origin cache priority priorityIncremental`,
  fixed: { bypassCustomProtocolHandlers: false, referrerPolicy: '' },
};

/** The options of `net.request`, as lib/common/api/net-client-request.ts of Electron reads them. */
export function parseRequestOptions(given: NetRequestOptions | string): ParsedOptions {
  const options: NetRequestOptions =
    typeof given === 'string' ? { url: new URL(given).href } : given;
  assertOptions('ClientRequest options', options, requestOptions);
  if (options.cache === 'only-if-cached') throw notImplemented('ClientRequest options.cache');
  const { method = 'GET', redirect = 'follow', credentials, origin } = options;
  const normal = schemes.normalize(options.url ?? buildUrl(options));
  if (normal === null) throw new TypeError('Invalid URL');
  const url = new URL(normal);
  if (!options[anyScheme] && !/^https?:$/.test(url.protocol))
    throw new Error('ClientRequest only supports http: and https: protocols');
  if (!['follow', 'error', 'manual'].includes(redirect))
    throw new Error('redirect mode should be one of follow, error or manual');
  if (credentials === 'same-origin' && !origin)
    throw new Error('credentials: same-origin requires origin to be set');
  const { session, partition } = options;
  if (session && !((session as object) instanceof HostObject))
    throw new TypeError('`session` should be an instance of the Session class');
  if (!session && partition && typeof partition !== 'string')
    throw new TypeError('`partition` should be a string');
  if (options.headers && typeof options.headers !== 'object')
    throw new TypeError('headers must be an object');
  const headers: ParsedOptions['headers'] = new Map();
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    assertHeader(name, value);
    headers.set(name.toLowerCase(), { name, value });
  }
  return {
    method: method.toUpperCase(),
    url: url.href,
    redirect: redirect as ParsedOptions['redirect'],
    headers,
    sendsCookies:
      credentials === 'include' ||
      (credentials === 'same-origin' && origin === url.origin) ||
      (credentials === undefined && options.useSessionCookies === true),
    session: (options.session as unknown as HostSession | undefined) ?? options.partition ?? null,
  };
}

function buildUrl(options: Electron.ClientRequestConstructorOptions): string {
  const { protocol = 'http:', host, hostname = 'localhost', port, path = '/' } = options;
  if (/ /.test(path)) throw new TypeError('Request path contains unescaped characters');
  return new URL(path, `${protocol}//${host ?? `${hostname}${port ? `:${port}` : ''}`}`).href;
}

export function assertHeader(name: unknown, value: unknown): asserts name is string {
  if (typeof name !== 'string')
    throw new TypeError('`name` should be a string in setHeader(name, value)');
  if (value === undefined || value === null)
    throw new Error(`\`value\` required in setHeader("${name}", value)`);
  try {
    validateHeaderName(name);
  } catch {
    throw new Error(`Invalid header name: '${name}'`);
  }
  try {
    validateHeaderValue(name, String(value));
  } catch {
    throw new Error(`Invalid value for header '${name}': '${String(value)}'`);
  }
}
