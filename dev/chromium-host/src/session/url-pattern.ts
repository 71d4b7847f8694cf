interface Pattern {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
}

/**
 * A match pattern of a `webRequest` filter.
 * https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/Match_patterns
 * @throws TypeError in Electron's words
 */
export function parsePattern(pattern: string): Pattern | null {
  if (pattern === '<all_urls>') return null;
  const refuse = (reason: string) => new TypeError(`Invalid url pattern ${pattern}: ${reason}`);
  const [, scheme, rest] = /^([^:]*):\/\/(.*)$/s.exec(pattern) ?? [];
  if (scheme === undefined || rest === undefined) throw refuse('Missing scheme separator.');
  if (!/^(\*|[a-z][a-z0-9+.-]*)$/i.test(scheme)) throw refuse('Invalid scheme.');
  const [, host = '', path] = /^([^/]*)(\/.*)?$/s.exec(rest) ?? [];
  if (path === undefined && /^(\*|https?|wss?|ftp)$/.test(scheme)) throw refuse('Empty path.');
  return { scheme, host, path: path ?? '/*' };
}

export function matchesPattern(pattern: string, url: string): boolean {
  const parsed = parsePattern(pattern);
  if (!parsed) return true;
  const { scheme, host, path } = parsed;
  const target = new URL(url);
  const targetScheme = target.protocol.slice(0, -1);
  if (scheme === '*' ? !/^(https?|wss?)$/.test(targetScheme) : scheme !== targetScheme)
    return false;
  if (!matchesHost(host, target)) return false;
  return toRegExp(path).test((target.pathname || '/') + target.search);
}

function matchesHost(host: string, target: URL): boolean {
  const [name = '', port] = host.split(':');
  if (port !== undefined && port !== '*' && port !== target.port) return false;
  if (name === '*' || name === '') return true;
  if (!name.startsWith('*.')) return name === target.hostname;
  return target.hostname === name.slice(2) || target.hostname.endsWith(name.slice(1));
}

function toRegExp(glob: string): RegExp {
  const escaped = glob.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`);
}
