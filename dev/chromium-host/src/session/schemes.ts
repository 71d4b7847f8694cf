/**
 * Custom schemes. Chromium learns new schemes at compile time only, so that a page of
 * `scheme://host/path` is served from a reserved https origin instead, `https://host.scheme.chromium-host.test/path`
 * (http for one that is not `secure`), which never reaches the network (RFC 6761 §6.2 reserves `.test`). Main sees the original URLs only.
 */
const suffix = 'chromium-host.test';
/** Stands for the empty host of `scheme:///path`. */
const noHost = 'no-host';

/** What a custom scheme may have here. https://www.electronjs.org/docs/latest/api/structures/custom-scheme */
export interface Privileges {
  standard?: boolean;
  secure?: boolean;
  supportFetchAPI?: boolean;
}

export class Schemes {
  private readonly privileges = new Map<string, Privileges>();
  private readonly handled = new Set<string>();

  register(scheme: string, privileges: Privileges): void {
    this.privileges.set(scheme.toLowerCase(), privileges);
  }

  /** From now on `scheme` is served by a handler, privileged or not. */
  addHandled(scheme: string): void {
    this.handled.add(scheme.toLowerCase());
  }

  isCustom(scheme: string): boolean {
    return this.privileges.has(scheme) || this.handled.has(scheme);
  }

  has(scheme: string, privilege: keyof Privileges): boolean {
    return this.privileges.get(scheme)?.[privilege] === true;
  }

  /** Normalises the URL if its scheme is a standard one. @returns null if it is invalid */
  normalize(url: string): string | null {
    const parsed = tryParse(url);
    if (!parsed) return null;
    const scheme = parsed.protocol.slice(0, -1);
    if (!this.has(scheme, 'standard')) return url;
    // Electron's standard schemes have a host, and neither port nor user (url::SCHEME_WITH_HOST).
    const web = tryParse(`https:${parsed.href.slice(scheme.length + 1)}`);
    return web && `${scheme}://${web.hostname}${web.pathname}${web.search}${web.hash}`;
  }

  /** What Chromium must load for `url`; every other URL stays as it is. */
  toChromium(url: string): string {
    const parsed = tryParse(this.normalize(url) ?? url);
    if (!parsed) return url;
    const scheme = parsed.protocol.slice(0, -1);
    if (!this.isCustom(scheme) || isWeb(scheme)) return url;
    const { host, pathname, search, hash } = parsed;
    const path = pathname.startsWith('/') ? pathname : `/${pathname}`;
    const web = this.has(scheme, 'secure') ? 'https' : 'http';
    return `${web}://${addLabels(host || noHost, scheme)}${path}${search}${hash}`;
  }

  /** The URL that the app knows for one that Chromium loads. */
  toApp(url: string): string {
    // With an `@`, the part before it is a user name, not the host.
    const match = /^https?:\/\/([^/?#@]*)((?:[/?#].*)?)$/s.exec(url);
    const origin = match?.[1] ?? '';
    const [name = '', port] = origin.split(':');
    if (!name.endsWith(`.${suffix}`)) return url;
    const inner = name.slice(0, -suffix.length - 1);
    for (const scheme of new Set([...this.privileges.keys(), ...this.handled])) {
      const label = toLabel(scheme);
      if (!inner.endsWith(`.${label}`)) continue;
      const host = inner.slice(0, -label.length - 1);
      return `${scheme}://${host === noHost ? '' : host}${port ? `:${port}` : ''}${match?.[2] ?? ''}`;
    }
    return url;
  }

  /** Whether Chromium's URL belongs to a custom scheme. */
  static isReserved(url: string): boolean {
    return tryParse(url)?.hostname.endsWith(`.${suffix}`) ?? false;
  }
}

/** The schemes of this process: Electron, too, registers them once for all sessions. */
export const schemes = new Schemes();

/** `scheme://host[:port]`, or `null` as a string for an opaque origin. */
export function originOf(appUrl: string): string {
  const parsed = tryParse(appUrl);
  if (!parsed) return 'null';
  const scheme = parsed.protocol.slice(0, -1);
  if (scheme === 'file') return 'file://';
  return schemes.isCustom(scheme) ? `${scheme}://${parsed.host}` : parsed.origin;
}

/** Whether Chromium itself can load this scheme, or the host can for it. */
export function isLoadable(url: string): boolean {
  const scheme = tryParse(url)?.protocol.slice(0, -1);
  return (
    scheme === undefined ||
    schemes.isCustom(scheme) ||
    /^(https?|wss?|file|data|blob|about|javascript|filesystem|view-source|chrome|devtools|chrome-error)$/.test(
      scheme,
    )
  );
}

function addLabels(host: string, scheme: string): string {
  const [name = '', port] = host.split(':');
  return `${name}.${toLabel(scheme)}.${suffix}${port ? `:${port}` : ''}`;
}

function toLabel(scheme: string): string {
  return scheme.replaceAll('+', '--plus--');
}

function isWeb(scheme: string): boolean {
  return scheme === 'http' || scheme === 'https';
}

function tryParse(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}
